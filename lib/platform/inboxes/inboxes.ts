import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../core/context'
import type { PlatformSettings } from '../core/settings'
import { telegramWebhookBase } from '../core/telegram-webhook-base'
import { accountLinkedBy, type BotWebhook, linkCodeOf, webhookOf } from './bot-secrets'
import {
  emptyInbox,
  type InboxKey,
  isInAnyInbox,
  type KeptChat,
  type KeptPost,
  keepChat,
  keepMove,
  keepPost,
  type PostPosition,
  selectChat,
  selectChats,
  selectPosts,
  trimInbox,
} from './inbox-rows'
import { findLinkedInboxes } from './linked-inboxes'
import { readUpdate, type SeenUpdate } from './update'

const keptMs = 30 * 24 * 60 * 60_000

/** A bot, and the customer's account that uses it. */
export interface BotUse {
  environment: string
  botId: string
  accountId: string
}

/**
 * The posts and chats of a bot that one customer may see. Telegram gives bots no history, so the
 * platform stores what it receives.
 */
export interface Inbox {
  /**
   * The webhook to which Telegram delivers the updates. Absent when the updates have to be polled.
   */
  webhook?: BotWebhook
  /**
   * The code that links a chat to the customer. Present for the bot that all customers share, of
   * which a customer sees only the chats that were linked.
   */
  linkCode?: string
  /** Stores updates. Ignores updates of another form. An update that comes twice is stored once. */
  receive: (updates: readonly unknown[]) => Promise<void>
  /**
   * Stores a message that the customer has sent, for this customer alone. The message links no
   * chat. For a shared bot, it is stored only when the customer has linked the chat.
   */
  keepSent: (update: unknown) => Promise<void>
  /** Returns the chat with an id, or with a username after "@". */
  findChat: (idOrUsername: string) => Promise<KeptChat | undefined>
  /** Returns whether only other customers have linked the chat with this id. */
  isOfOthers: (chatId: string) => Promise<boolean>
  /** Records that a group became a supergroup, which has another id. */
  keepMove: (chatId: string, newId: string) => Promise<void>
  /** Deletes all posts and chats. Needed when the world of a simulated bot is reset. */
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
  /** Stores an update that Telegram has delivered for a live bot. */
  receive: (botId: string, update: unknown) => Promise<void>
  /** Deletes the posts of live bots that are older than 30 days. */
  sweep: () => Promise<void>
}

interface InboxContext extends Pick<PlatformContext, 'storage' | 'keyring' | 'now'> {
  settings: Pick<PlatformSettings, 'appUrl' | 'liveClients'>
}

/** Creates the inboxes of all bots. */
export function createInboxes({ storage, settings, keyring, now }: InboxContext): Inboxes {
  const { db } = storage
  const base = telegramWebhookBase(settings.appUrl)
  const sharedBotId = settings.liveClients.telegram?.secret.split(':', 1).join()
  const isShared = ({ environment, botId }: Omit<BotUse, 'accountId'>) =>
    environment === 'live' && botId === sharedBotId

  /** Returns the inbox that a customer sees. */
  function inboxOf(use: BotUse): InboxKey {
    const { environment, botId, accountId } = use
    const owner = environment === 'test' || isShared(use) ? accountId : ''
    return { environment, bot_id: botId, owner }
  }

  async function keep(
    db: Database,
    inbox: InboxKey,
    { chat, hasLeft, movedTo, post }: SeenUpdate,
  ): Promise<void> {
    if (hasLeft) {
      await db
        .deleteFrom('bot_chats')
        .where((column) => column.and({ ...inbox, chat_id: chat.id }))
        .execute()
      return
    }
    await keepChat(db, inbox, chat, now())
    if (movedTo !== undefined) await keepMove(db, inbox, chat.id, movedTo, now())
    if (post) await keepPost(db, inbox, post)
  }

  /**
   * Returns the inboxes in which an update of the shared bot is to be stored. A message that links
   * its chat is stored in none; the chat is added to the inbox of the customer.
   */
  async function inboxesForUpdate(
    db: Database,
    botId: string,
    seen: SeenUpdate,
  ): Promise<InboxKey[]> {
    const linked = accountLinkedBy(keyring, seen.text)
    if (linked === undefined) return findLinkedInboxes(db, botId, seen.chat.id)
    await keepChat(db, { environment: 'live', bot_id: botId, owner: linked }, seen.chat, now())
    return []
  }

  async function receive(use: BotUse, updates: readonly unknown[]): Promise<void> {
    const seen = updates.flatMap((update) => readUpdate(update) ?? [])
    if (seen.length === 0) return
    await db.transaction().execute(async (transaction) => {
      const changed = new Map<string, InboxKey>()
      for (const update of seen) {
        const inboxes = isShared(use)
          ? await inboxesForUpdate(transaction, use.botId, update)
          : [inboxOf(use)]
        for (const inbox of inboxes) {
          await keep(transaction, inbox, update)
          changed.set(inbox.owner, inbox)
        }
      }
      for (const inbox of changed.values()) await trimInbox(transaction, inbox)
    })
  }

  return {
    of(use) {
      const inbox = inboxOf(use)
      const mayKeep = async (chatId: string) =>
        !isShared(use) || (await selectChat(db, inbox, chatId)) !== undefined
      return {
        ...(base && use.environment === 'live' && { webhook: webhookOf(base, keyring, use.botId) }),
        ...(isShared(use) && { linkCode: linkCodeOf(keyring, use.accountId) }),
        receive: (updates) => receive(use, updates),
        findChat: (idOrUsername) => selectChat(db, inbox, idOrUsername),
        async keepSent(update) {
          const seen = readUpdate(update)
          if (!seen || !(await mayKeep(seen.chat.id))) return
          await db.transaction().execute(async (transaction) => {
            await keep(transaction, inbox, seen)
            await trimInbox(transaction, inbox)
          })
        },
        async isOfOthers(chatId) {
          return !(await mayKeep(chatId)) && isInAnyInbox(db, inbox, chatId)
        },
        empty: () => emptyInbox(db, inbox),
        async keepMove(chatId, newId) {
          if (!(await mayKeep(chatId))) return
          await keepMove(db, inbox, chatId, newId, now())
        },
        listChats: (limit) => selectChats(db, inbox, limit),
        listPosts: (page) => selectPosts(db, inbox, page),
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
