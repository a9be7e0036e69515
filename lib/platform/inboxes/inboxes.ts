import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../core/context'
import type { PlatformSettings } from '../core/settings'
import { signalsBase } from '../core/signals-base'
import { accountLinkedBy, linkCodeOf, type Webhook, webhookOf } from './delivery'
import {
  empty,
  isKeptByAnybody,
  type KeptChat,
  type KeptPost,
  keepChat,
  keepMove,
  keepPost,
  type Place,
  type PostPosition,
  selectChat,
  selectChats,
  selectPosts,
  trim,
} from './inbox-rows'
import { readUpdate, type SeenUpdate } from './update'

const keptMs = 30 * 24 * 60 * 60_000

/** A bot, and the customer's account that uses it. */
export interface BotUse {
  environment: string
  botId: string
  accountId: string
}

/**
 * The updates that the platform has received for a bot, as far as one customer may see it. Bots have no history at Telegram, so the
 * platform keeps it.
 */
export interface Inbox {
  /** The webhook by which the updates come. Absent when they have to be asked for. */
  webhook?: Webhook
  /**
   * The code that links a chat to the customer. Present for the bot that all customers share: there, a customer sees
   * the linked chats only.
   */
  linkCode?: string
  /** Keeps what updates tell. Updates of another form, and those that were received before, change nothing. */
  receive: (updates: readonly unknown[]) => Promise<void>
  /**
   * Keeps a message that the customer has sent, for this customer alone. It links no chat, and with a shared bot it is kept
   * only when the customer has linked the chat.
   */
  keepSent: (update: unknown) => Promise<void>
  findChat: (named: string) => Promise<KeptChat | undefined>
  /** Returns whether only other customers have linked the chat with this id. */
  isOfOthers: (chatId: string) => Promise<boolean>
  keepMove: (chatId: string, newId: string) => Promise<void>
  /** Forgets everything. Needed when the world of a simulated bot begins anew. */
  empty: () => Promise<void>
  listChats: (limit: number) => Promise<KeptChat[]>
  listPosts: (page: {
    chatId?: string | undefined
    before: PostPosition
    limit: number
  }) => Promise<KeptPost[]>
}

export interface Inboxes {
  of: (use: BotUse) => Inbox
  /** Keeps what an update tells that Telegram has delivered for a live bot. */
  receive: (botId: string, update: unknown) => Promise<void>
  /** Deletes the posts of real bots that are older than 30 days. */
  sweep: () => Promise<void>
}

interface InboxContext extends Pick<PlatformContext, 'storage' | 'keyring' | 'now'> {
  settings: Pick<PlatformSettings, 'appUrl' | 'liveClients'>
}

/** Creates the inboxes of all bots. */
export function createInboxes({ storage, settings, keyring, now }: InboxContext): Inboxes {
  const { db } = storage
  const base = signalsBase(settings.appUrl)
  const sharedBotId = settings.liveClients.telegram?.secret.split(':', 1).join()
  const isShared = ({ environment, botId }: Omit<BotUse, 'accountId'>) =>
    environment === 'live' && botId === sharedBotId

  /** Returns the place whose rows a customer sees. */
  function placeOf(use: BotUse): Place {
    const { environment, botId, accountId } = use
    const owner = environment === 'test' || isShared(use) ? accountId : ''
    return { environment, bot_id: botId, owner }
  }

  /** Returns the places that learn of an update of the shared bot: those of the customers with the chat. */
  async function linkedPlaces(db: Database, botId: string, { chat }: SeenUpdate): Promise<Place[]> {
    const rows = await db
      .selectFrom('bot_chats')
      .select('owner')
      .where('environment', '=', 'live')
      .where('bot_id', '=', botId)
      .where('chat_id', '=', chat.id)
      .execute()
    return rows.map(({ owner }) => ({ environment: 'live', bot_id: botId, owner }))
  }

  async function keep(
    db: Database,
    place: Place,
    { chat, hasLeft, movedTo, post }: SeenUpdate,
  ): Promise<void> {
    if (hasLeft) {
      await db
        .deleteFrom('bot_chats')
        .where((column) => column.and({ ...place, chat_id: chat.id }))
        .execute()
      return
    }
    await keepChat(db, place, chat, now())
    if (movedTo !== undefined) await keepMove(db, place, chat.id, movedTo, now())
    if (post) await keepPost(db, place, post)
  }

  /** Returns the places that an update of the shared bot is for. The message that links a chat is kept nowhere. */
  async function placesOfShared(db: Database, botId: string, seen: SeenUpdate): Promise<Place[]> {
    const linked = accountLinkedBy(keyring, seen.text)
    if (linked === undefined) return linkedPlaces(db, botId, seen)
    await keepChat(db, { environment: 'live', bot_id: botId, owner: linked }, seen.chat, now())
    return []
  }

  async function receive(use: BotUse, updates: readonly unknown[]): Promise<void> {
    const seen = updates.flatMap((update) => readUpdate(update) ?? [])
    if (seen.length === 0) return
    await db.transaction().execute(async (transaction) => {
      const changed = new Map<string, Place>()
      for (const update of seen) {
        const places = isShared(use)
          ? await placesOfShared(transaction, use.botId, update)
          : [placeOf(use)]
        for (const place of places) {
          await keep(transaction, place, update)
          changed.set(place.owner, place)
        }
      }
      for (const place of changed.values()) await trim(transaction, place)
    })
  }

  return {
    of(use) {
      const place = placeOf(use)
      const mayKeep = async (chatId: string) =>
        !isShared(use) || (await selectChat(db, place, chatId)) !== undefined
      return {
        ...(base && use.environment === 'live' && { webhook: webhookOf(base, keyring, use.botId) }),
        ...(isShared(use) && { linkCode: linkCodeOf(keyring, use.accountId) }),
        receive: (updates) => receive(use, updates),
        findChat: (named) => selectChat(db, place, named),
        async keepSent(update) {
          const seen = readUpdate(update)
          if (!seen || !(await mayKeep(seen.chat.id))) return
          await db.transaction().execute(async (transaction) => {
            await keep(transaction, place, seen)
            await trim(transaction, place)
          })
        },
        async isOfOthers(chatId) {
          return !(await mayKeep(chatId)) && isKeptByAnybody(db, place, chatId)
        },
        empty: () => empty(db, place),
        async keepMove(chatId, newId) {
          if (!(await mayKeep(chatId))) return
          await keepMove(db, place, chatId, newId, now())
        },
        listChats: (limit) => selectChats(db, place, limit),
        listPosts: (page) => selectPosts(db, place, page),
      }
    },
    receive: (botId, update) => receive({ environment: 'live', botId, accountId: '' }, [update]),
    async sweep() {
      await db
        .deleteFrom('bot_posts')
        .where('environment', '=', 'live')
        .where('at', '<', now() - keptMs)
        .execute()
    },
  }
}
