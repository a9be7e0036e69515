import { actorOf, type Caller } from '../access/caller'
import { ApiProblem } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import { recordEvent } from '../core/history'
import { isOfKnownService, type StoredRow } from '../grants/integration-row'
import { grantOf } from '../grants/row-grant'
import type { SimulatedVendors } from './inject-fault'

/**
 * Resets the simulated account of a sandbox integration: removes what tools have written there. The
 * same account in the worlds of other customers stays as it is.
 */
export async function resetAccount(
  context: PlatformContext,
  vendors: SimulatedVendors,
  caller: Caller,
  row: StoredRow,
): Promise<void> {
  const grant = grantOf(context, row)
  const wasReset =
    isOfKnownService(row) &&
    grant &&
    (await vendors.resetAccount(row.service, grant.credential, caller.accountId))
  if (!wasReset) {
    throw new ApiProblem(
      'conflict',
      'This integration has no simulated account. Reconnect it first.',
      {
        reason: 'no_account',
      },
    )
  }
  await context.storage.db.transaction().execute((transaction) =>
    recordEvent(transaction, {
      integration: row,
      at: context.now(),
      type: 'account_reset',
      actor: actorOf(caller),
    }),
  )
}
