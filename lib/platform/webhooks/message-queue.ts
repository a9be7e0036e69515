import type { Selectable } from 'kysely'
import type { testEvent, WebhookEvent } from '@/lib/contract/api/webhook'
import type { Database } from '@/lib/storage/database'
import type { WebhookMessagesTable } from '@/lib/storage/webhook-tables'
import { claimRow } from '../core/claims'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import type { Backlog } from '../core/queue'
import type { DueTurn, Excluded } from '../core/turns'

/** The time reserved for one try: longer than it takes, also where the clock of another server is a minute ahead. */
const longestClaimMs = 2 * 60_000

export type MessageRow = Selectable<WebhookMessagesTable>

export interface NewMessage {
  webhookId: string
  accountId: string
  event: WebhookEvent | typeof testEvent
  /** When it happened, in milliseconds since 1970. */
  at: number
  data: object
}

/** Queues a message for one webhook and returns its id. Call it in the transaction of what the message tells. */
export async function queueMessage(
  db: Database,
  { webhookId, accountId, event, at, data }: NewMessage,
): Promise<string> {
  const id = newId('msg')
  const body = { type: event, timestamp: new Date(at).toISOString(), data }
  await db
    .insertInto('webhook_messages')
    .values({
      id,
      webhook_id: webhookId,
      account_id: accountId,
      event,
      body: JSON.stringify(body),
      created_at: at,
      attempts: 0,
      next_at: at,
    })
    .execute()
  return id
}

/** Returns how many messages are due. The index of their times answers that. */
export async function readMessageBacklog({
  storage: { db },
  now,
}: Pick<PlatformContext, 'storage' | 'now'>): Promise<Backlog> {
  return db
    .selectFrom('webhook_messages')
    .select(({ fn }) => [
      fn.countAll<number>().as('length'),
      fn.min<number | null>('next_at').as('oldestDueAt'),
    ])
    .where('next_at', '<=', now())
    .executeTakeFirstOrThrow()
}

/** Returns the webhooks that have due messages, the longest waiting first, and their accounts. */
export async function listDueWebhooks(
  { storage: { db }, now }: Pick<PlatformContext, 'storage' | 'now'>,
  { keys, accountIds }: Excluded,
  limit: number,
): Promise<DueTurn[]> {
  let query = db
    .selectFrom('webhook_messages')
    .select(['webhook_id as key', 'account_id as accountId'])
    .where('next_at', '<=', now())
    .groupBy(['webhook_id', 'account_id'])
    .orderBy(({ fn }) => fn.min('next_at'))
    .limit(limit)
  if (keys.length > 0) query = query.where('webhook_id', 'not in', keys)
  if (accountIds.length > 0) query = query.where('account_id', 'not in', accountIds)
  return query.execute()
}

/**
 * Claims the longest due message of a webhook for one try, so that no other process sends it meanwhile. Returns
 * `undefined` when none is due, or when another process was faster.
 */
export async function claimMessage(
  { storage: { db }, now }: Pick<PlatformContext, 'storage' | 'now'>,
  webhookId: string,
): Promise<MessageRow | undefined> {
  const row = await db
    .selectFrom('webhook_messages')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .where('next_at', '<=', now())
    .orderBy('next_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const isClaimed = await claimRow(db, 'webhook_messages', row, now() + longestClaimMs)
  return isClaimed ? row : undefined
}
