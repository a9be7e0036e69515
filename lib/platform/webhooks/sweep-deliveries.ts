import type { PlatformContext } from '../core/context'

/** How long messages and deliveries are kept. */
const keptMs = 30 * 24 * 60 * 60_000
/** How many deliveries to each webhook are kept: the newest ones. */
const maxDeliveries = 1000

/** Deletes the messages and deliveries that are older than 30 days. */
export async function sweepDeliveries({
  storage: { db },
  now,
}: Pick<PlatformContext, 'storage' | 'now'>): Promise<void> {
  const oldest = now() - keptMs
  await db.deleteFrom('webhook_deliveries').where('at', '<', oldest).execute()
  await db.deleteFrom('webhook_messages').where('created_at', '<', oldest).execute()
}

/**
 * Deletes all but the newest 1000 deliveries to a webhook, and the messages of that time that are
 * not tried again.
 */
export async function trimDeliveries(
  { storage: { db } }: Pick<PlatformContext, 'storage'>,
  webhookId: string,
): Promise<void> {
  const newestToDelete = await db
    .selectFrom('webhook_deliveries')
    .select(['id', 'at'])
    .where('webhook_id', '=', webhookId)
    .orderBy('id', 'desc')
    .offset(maxDeliveries)
    .limit(1)
    .executeTakeFirst()
  if (!newestToDelete) return
  await db
    .deleteFrom('webhook_deliveries')
    .where('webhook_id', '=', webhookId)
    .where('id', '<=', newestToDelete.id)
    .execute()
  await db
    .deleteFrom('webhook_messages')
    .where('webhook_id', '=', webhookId)
    .where('next_at', 'is', null)
    .where('created_at', '<=', newestToDelete.at)
    .execute()
}
