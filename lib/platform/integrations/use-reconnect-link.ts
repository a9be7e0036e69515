import type { Database } from '@/lib/storage/database'
import { actorOf } from '../access/caller'
import { ApiProblem } from '../core/api-problem'
import type { IntegrationRow } from '../grants/integration-row'
import type { ConnectOrder } from './connect-order'

/**
 * Ends the reconnect link with which the caller of an order came. Does nothing when there is none. Call it in the
 * transaction that reconnects the integration, after the row was written, so that of two calls with one link the second
 * one sees what the first one did.
 *
 * @throws {ApiProblem} when the link is not for this integration and its account, is not used by the caller, or has ended.
 *   The transaction has to be rolled back
 */
export async function useReconnectLink(
  transaction: Database,
  { caller, request }: ConnectOrder,
  { id, external_id }: IntegrationRow,
  now: number,
): Promise<void> {
  if (request.reconnect_link === undefined) return
  const { numUpdatedRows } = await transaction
    .updateTable('reconnect_links')
    .set({ ended_at: now, end_reason: 'reconnected' })
    .where('id', '=', request.reconnect_link)
    .where('account_id', '=', caller.accountId)
    .where('environment', '=', caller.environment)
    .where('integration_id', '=', id)
    .where('external_id', '=', external_id)
    .where('claimed_by', '=', actorOf(caller).id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return
  const detail = 'This reconnect link was used already, or has ended. Nothing was connected.'
  throw new ApiProblem('conflict', detail, { reason: 'reconnect_link_ended' })
}
