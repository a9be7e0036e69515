import { type SqlBool, sql } from 'kysely'
import type { Database } from '@/lib/storage/database'
import type { SeenChat, SeenPost } from './update'

/** The bot, and the customer whose inbox it is. The columns of the tables `bot_posts` and `bot_chats` with which every statement is limited. */
export interface Place {
  environment: string
  bot_id: string
  owner: string
}

export interface KeptPost {
  chat_id: string
  message_id: number
  text: string
  at: number
}

/** A post before which a page of posts ends. */
export type PostPosition = Omit<KeptPost, 'text'>

export interface KeptChat {
  chat_id: string
  title: string
  username: string | null
  kind: string
  moved_to: string | null
}

const keptPosts = 1000
const keptChats = 1000
const chatColumns = ['chat_id', 'title', 'username', 'kind', 'moved_to'] as const

/** Keeps a chat, or its new title. */
export async function keepChat(db: Database, place: Place, chat: SeenChat, now: number) {
  const { title, username, kind } = chat
  const values = { title, username, kind, seen_at: now }
  await db
    .insertInto('bot_chats')
    .values({ ...place, chat_id: chat.id, ...values })
    .onConflict((conflict) =>
      conflict.columns(['environment', 'bot_id', 'owner', 'chat_id']).doUpdateSet(values),
    )
    .execute()
}

/** Keeps a post. One that is there already is replaced by a later edit only. */
export async function keepPost(db: Database, place: Place, post: SeenPost): Promise<void> {
  const { chatId, messageId, text, at, version } = post
  await db
    .insertInto('bot_posts')
    .values({ ...place, chat_id: chatId, message_id: messageId, text, at, version })
    .onConflict((conflict) =>
      conflict
        .columns(['environment', 'bot_id', 'owner', 'chat_id', 'message_id'])
        .doUpdateSet({ text, version })
        .where('bot_posts.version', '<=', version),
    )
    .execute()
}

/** Deletes all but the newest posts and chats of a place. */
export async function trim(db: Database, place: Place): Promise<void> {
  await deleteOldest(db, 'bot_posts', place, keptPosts)
  await deleteOldest(db, 'bot_chats', place, keptChats)
}

/** Deletes all posts and chats of a place. */
export async function empty(db: Database, place: Place): Promise<void> {
  for (const table of ['bot_posts', 'bot_chats'] as const)
    await db
      .deleteFrom(table)
      .where((column) => column.and({ ...place }))
      .execute()
}

/** Deletes what is older than the newest rows of a place. */
async function deleteOldest(
  db: Database,
  table: 'bot_posts' | 'bot_chats',
  { environment, bot_id, owner }: Place,
  kept: number,
): Promise<void> {
  const time = sql.ref(table === 'bot_posts' ? 'at' : 'seen_at')
  const ofPlace = sql<SqlBool>`environment = ${environment} and bot_id = ${bot_id} and owner = ${owner}`
  await sql`delete from ${sql.table(table)} where ${ofPlace} and ${time} <= (
    select ${time} from ${sql.table(table)} where ${ofPlace}
    order by ${time} desc limit 1 offset ${kept})`.execute(db)
}

/** Keeps that a group became a supergroup with another id. */
export async function keepMove(
  db: Database,
  place: Place,
  chatId: string,
  newId: string,
  now: number,
): Promise<void> {
  const key = ['environment', 'bot_id', 'owner', 'chat_id'] as const
  const title = (await selectChat(db, place, chatId))?.title ?? newId
  await db
    .insertInto('bot_chats')
    .values({ ...place, chat_id: chatId, title, kind: 'group', moved_to: newId, seen_at: now })
    .onConflict((conflict) => conflict.columns(key).doUpdateSet({ moved_to: newId, seen_at: now }))
    .execute()
  await db
    .insertInto('bot_chats')
    .values({ ...place, chat_id: newId, title, kind: 'supergroup', seen_at: now })
    .onConflict((conflict) => conflict.columns(key).doNothing())
    .execute()
}

/** Returns the chats of a place, the ones seen last first. Groups that became supergroups are left out. */
export function selectChats(db: Database, place: Place, limit: number): Promise<KeptChat[]> {
  return db
    .selectFrom('bot_chats')
    .select(chatColumns)
    .where((column) => column.and({ ...place }))
    .where('moved_to', 'is', null)
    .orderBy('seen_at', 'desc')
    .orderBy('chat_id')
    .limit(limit)
    .execute()
}

/** Returns the chat that is named by its id, or by its name after "@". */
export function selectChat(
  db: Database,
  place: Place,
  named: string,
): Promise<KeptChat | undefined> {
  return db
    .selectFrom('bot_chats')
    .select(chatColumns)
    .where((column) => column.and({ ...place }))
    .where(isNamed(named))
    .executeTakeFirst()
}

/** Returns whether anybody's inbox of the bot has the chat. */
export async function isKeptByAnybody(
  db: Database,
  { environment, bot_id }: Place,
  chat_id: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('bot_chats')
    .select('owner')
    .where((column) => column.and({ environment, bot_id, chat_id }))
    .executeTakeFirst()
  return row !== undefined
}

/** Returns the condition for the chat with this id, or with this name after "@". */
function isNamed(named: string) {
  return named.startsWith('@')
    ? sql<SqlBool>`lower(username) = ${named.slice(1).toLowerCase()}`
    : sql<SqlBool>`chat_id = ${named}`
}

/** Returns a page of posts, newest first. */
export function selectPosts(
  db: Database,
  place: Place,
  { chatId, before, limit }: { chatId?: string | undefined; before: PostPosition; limit: number },
): Promise<KeptPost[]> {
  const { at, chat_id, message_id } = before
  return db
    .selectFrom('bot_posts')
    .select(['chat_id', 'message_id', 'text', 'at'])
    .where((column) => column.and({ ...place }))
    .where(sql<SqlBool>`(at, chat_id, message_id) < (${at}, ${chat_id}, ${message_id})`)
    .$if(chatId !== undefined, (query) => query.where('chat_id', '=', chatId ?? ''))
    .orderBy('at', 'desc')
    .orderBy('chat_id', 'desc')
    .orderBy('message_id', 'desc')
    .limit(limit)
    .execute()
}
