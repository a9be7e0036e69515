import type { ReconnectLinkEnd } from '@/lib/contract/api/reconnect-link'
import type { Database } from '@/lib/storage/database'
import type { RowReference } from '../grants/integration-row'

/**
 * Ends the reconnect links of an integration, so that they no longer work. Call it in the transaction that reconnects the
 * integration, disconnects it or replaces its account.
 */
export async function endReconnectLinks(
  db: Database,
  { id, account_id }: RowReference,
  reason: ReconnectLinkEnd,
  at: number,
): Promise<void> {
  await db
    .updateTable('reconnect_links')
    .set({ ended_at: at, end_reason: reason })
    .where('account_id', '=', account_id)
    .where('integration_id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}
