import type { PlatformContext } from '../core/context'

/** An expired transaction is kept for this time. Until then, a late answer gets `expired` and not `state_unknown`. */
const keepExpiredMs = 24 * 60 * 60_000

/** Deletes the transactions that expired more than a day ago. */
export async function sweepTransactions({
  storage,
  now,
}: Pick<PlatformContext, 'storage' | 'now'>): Promise<void> {
  await storage.ready()
  await storage.db
    .deleteFrom('transactions')
    .where('expires_at', '<', now() - keepExpiredMs)
    .execute()
}
