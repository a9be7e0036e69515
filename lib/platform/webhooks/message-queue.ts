import type { Selectable } from 'kysely'
import type { testEvent, WebhookEvent } from '@/lib/contract/api/webhook'
import type { Database } from '@/lib/storage/database'
import type { WebhookMessagesTable } from '@/lib/storage/webhook-tables'
import { claimRow } from '../core/claims'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import type { Backlog } from '../core/queue'
import type { DueKey, Excluded } from '../core/worker-pool'

/**
 * How long a message is claimed for one try. Longer than a try takes, even by the clock of a server
 * that is a minute ahead.
 */
const maxClaimMs = 2 * 60_000

export type MessageRow = Selectable<WebhookMessagesTable>

export interface NewMessage {
  webhookId: string
  accountId: string
  event: WebhookEvent | typeof testEvent
  /** When the change happened that the message reports, in milliseconds since 1970. */
  at: number
  /** The member `data` of the message's body. */
  data: object
}

/**
 * Queues a message for one webhook and returns its id. Call it in the database transaction of the
 * change that it reports.
 */
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

/** Returns the backlog of messages. The index on `next_at` answers the query. */
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

/**
 * Returns the webhooks that have due messages, the longest waiting first. The key is the id of the
 * webhook.
 */
export async function listDueWebhooks(
  { storage: { db }, now }: Pick<PlatformContext, 'storage' | 'now'>,
  { keys, accountIds }: Excluded,
  limit: number,
): Promise<DueKey[]> {
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
 * Claims the message of a webhook that has been due for longest, for one try, so that no other
 * process sends it meanwhile. Returns `undefined` when no message is due or another process has
 * claimed it.
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
  const isClaimed = await claimRow(db, 'webhook_messages', row, now() + maxClaimMs)
  return isClaimed ? row : undefined
}
