import { type SqlBool, sql } from 'kysely'
import type { Database } from '@/lib/storage/database'
import type { SeenChat, SeenPost } from './update'

/**
 * The columns of `bot_posts` and `bot_chats` that identify an inbox. Every statement is limited to
 * them.
 */
export interface InboxKey {
  environment: string
  bot_id: string
  /**
   * The id of the customer's account. Empty for a live bot that is not shared: it has one inbox for
   * all its accounts.
   */
  owner: string
}

export interface KeptPost {
  chat_id: string
  message_id: number
  text: string
  /** Milliseconds since 1970. */
  at: number
}

/** A position in the list of posts. A page has only posts that are older than its position. */
export type PostPosition = Omit<KeptPost, 'text'>

export interface KeptChat {
  chat_id: string
  title: string
  username: string | null
  kind: string
  moved_to: string | null
}

const maxPosts = 1000
const maxChats = 1000
const chatColumns = ['chat_id', 'title', 'username', 'kind', 'moved_to'] as const

/** Stores a chat, or the changes of a chat that is stored already. */
export async function keepChat(db: Database, inbox: InboxKey, chat: SeenChat, now: number) {
  const { title, username, kind } = chat
  const values = { title, username, kind, seen_at: now }
  await db
    .insertInto('bot_chats')
    .values({ ...inbox, chat_id: chat.id, ...values })
    .onConflict((conflict) =>
      conflict.columns(['environment', 'bot_id', 'owner', 'chat_id']).doUpdateSet(values),
    )
    .execute()
}

/** Stores a post. A stored post is replaced, unless it has a later version. */
export async function keepPost(db: Database, inbox: InboxKey, post: SeenPost): Promise<void> {
  const { chatId, messageId, text, at, version } = post
  await db
    .insertInto('bot_posts')
    .values({ ...inbox, chat_id: chatId, message_id: messageId, text, at, version })
    .onConflict((conflict) =>
      conflict
        .columns(['environment', 'bot_id', 'owner', 'chat_id', 'message_id'])
        .doUpdateSet({ text, version })
        .where('bot_posts.version', '<=', version),
    )
    .execute()
}

/** Deletes all but the newest 1000 posts and 1000 chats of an inbox. */
export async function trimInbox(db: Database, inbox: InboxKey): Promise<void> {
  await deleteOldest(db, 'bot_posts', inbox, maxPosts)
  await deleteOldest(db, 'bot_chats', inbox, maxChats)
}

/** Deletes all posts and chats of an inbox. */
export async function emptyInbox(db: Database, inbox: InboxKey): Promise<void> {
  for (const table of ['bot_posts', 'bot_chats'] as const)
    await db
      .deleteFrom(table)
      .where((column) => column.and({ ...inbox }))
      .execute()
}

/** Deletes all rows of an inbox except the newest `keptCount`. */
async function deleteOldest(
  db: Database,
  table: 'bot_posts' | 'bot_chats',
  { environment, bot_id, owner }: InboxKey,
  keptCount: number,
): Promise<void> {
  const time = sql.ref(table === 'bot_posts' ? 'at' : 'seen_at')
  const isInInbox = sql<SqlBool>`environment = ${environment} and bot_id = ${bot_id} and owner = ${owner}`
  await sql`delete from ${sql.table(table)} where ${isInInbox} and ${time} <= (
    select ${time} from ${sql.table(table)} where ${isInInbox}
    order by ${time} desc limit 1 offset ${keptCount})`.execute(db)
}

/** Records that a group became a supergroup, which has another id. */
export async function keepMove(
  db: Database,
  inbox: InboxKey,
  chatId: string,
  newId: string,
  now: number,
): Promise<void> {
  const key = ['environment', 'bot_id', 'owner', 'chat_id'] as const
  const title = (await selectChat(db, inbox, chatId))?.title ?? newId
  await db
    .insertInto('bot_chats')
    .values({ ...inbox, chat_id: chatId, title, kind: 'group', moved_to: newId, seen_at: now })
    .onConflict((conflict) => conflict.columns(key).doUpdateSet({ moved_to: newId, seen_at: now }))
    .execute()
  await db
    .insertInto('bot_chats')
    .values({ ...inbox, chat_id: newId, title, kind: 'supergroup', seen_at: now })
    .onConflict((conflict) => conflict.columns(key).doNothing())
    .execute()
}

/**
 * Returns the chats of an inbox, the last active first. Groups that became supergroups are left
 * out.
 */
export function selectChats(db: Database, inbox: InboxKey, limit: number): Promise<KeptChat[]> {
  return db
    .selectFrom('bot_chats')
    .select(chatColumns)
    .where((column) => column.and({ ...inbox }))
    .where('moved_to', 'is', null)
    .orderBy('seen_at', 'desc')
    .orderBy('chat_id')
    .limit(limit)
    .execute()
}

/** Returns the chat with an id, or with a username after "@". */
export function selectChat(
  db: Database,
  inbox: InboxKey,
  idOrUsername: string,
): Promise<KeptChat | undefined> {
  return db
    .selectFrom('bot_chats')
    .select(chatColumns)
    .where((column) => column.and({ ...inbox }))
    .where(isChat(idOrUsername))
    .executeTakeFirst()
}

/** Returns whether any inbox of the bot contains the chat. */
export async function isInAnyInbox(
  db: Database,
  { environment, bot_id }: InboxKey,
  chat_id: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('bot_chats')
    .select('owner')
    .where((column) => column.and({ environment, bot_id, chat_id }))
    .executeTakeFirst()
  return row !== undefined
}

/** Returns the condition for the chat with an id, or with a username after "@". */
function isChat(idOrUsername: string) {
  return idOrUsername.startsWith('@')
    ? sql<SqlBool>`lower(username) = ${idOrUsername.slice(1).toLowerCase()}`
    : sql<SqlBool>`chat_id = ${idOrUsername}`
}

/** Returns the posts that are older than `before`, newest first. */
export function selectPosts(
  db: Database,
  inbox: InboxKey,
  { chatId, before, limit }: { chatId?: string | undefined; before: PostPosition; limit: number },
): Promise<KeptPost[]> {
  const { at, chat_id, message_id } = before
  return db
    .selectFrom('bot_posts')
    .select(['chat_id', 'message_id', 'text', 'at'])
    .where((column) => column.and({ ...inbox }))
    .where(sql<SqlBool>`(at, chat_id, message_id) < (${at}, ${chat_id}, ${message_id})`)
    .$if(chatId !== undefined, (query) => query.where('chat_id', '=', chatId ?? ''))
    .orderBy('at', 'desc')
    .orderBy('chat_id', 'desc')
    .orderBy('message_id', 'desc')
    .limit(limit)
    .execute()
}
