import type { PlatformContext } from '../core/context'

/** How long messages and the records of their delivery are kept. */
const keptMs = 30 * 24 * 60 * 60_000
/** The records of each webhook that are kept, the newest ones. */
const keptOfWebhook = 1000

/** Deletes the messages and the records of deliveries that are too old. */
export async function sweepDeliveries({
  storage: { db },
  now,
}: Pick<PlatformContext, 'storage' | 'now'>): Promise<void> {
  const oldest = now() - keptMs
  await db.deleteFrom('webhook_deliveries').where('at', '<', oldest).execute()
  await db.deleteFrom('webhook_messages').where('created_at', '<', oldest).execute()
}

/** Deletes the oldest records of a webhook that has too many, with their messages that are not sent any more. */
export async function trimDeliveries(
  { storage: { db } }: Pick<PlatformContext, 'storage'>,
  webhookId: string,
): Promise<void> {
  const newestToDelete = await db
    .selectFrom('webhook_deliveries')
    .select(['id', 'at'])
    .where('webhook_id', '=', webhookId)
    .orderBy('id', 'desc')
    .offset(keptOfWebhook)
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
