import type { Fault, FaultRequest } from '@/lib/contract/api/integration'
import { catalogueEntry, type Service } from '@/lib/contract/services/catalogue'
import { within } from '@/lib/http/within'
import { actorOf, type Caller } from '../access/caller'
import { ApiProblem } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import { recordEvent } from '../core/history'
import { isOfKnownService, type StoredRow } from '../grants/integration-row'
import { grantOf } from '../grants/row-grant'
import type { Credential } from '../providers/provider'
import type { Checks } from './checking/checks'

/** The answer to a fault waits this long for the check that follows. A check that takes longer continues. */
const patienceMs = 8000

export interface SimulatedVendors {
  /**
   * Breaks the grant of a credential at its simulated provider, at once. Returns `false` when there is no grant,
   * or when the grant belongs to more than one person.
   */
  injectFault: (service: Service, credential: Credential, fault: Fault) => Promise<boolean>
  /**
   * Resets the simulated account of a credential, in the world of one customer: removes what tools
   * have written there. Returns `false` when the sandbox has no such account.
   *
   * @param accountId the id of the customer's account
   */
  resetAccount: (service: Service, credential: Credential, accountId: string) => Promise<boolean>
  /**
   * Makes the vendor send its signal that the grant was revoked. Resolves when the check that
   * follows has ended.
   */
  signalRevocation: (service: Service, credential: Credential) => Promise<void>
}

function requireSignal({ service }: StoredRow, { fault }: FaultRequest): void {
  const entry = catalogueEntry(service)
  if (fault === 'revoke' && entry?.vendor.sendsSignals) return
  const detail =
    fault === 'revoke'
      ? `${entry?.name ?? 'The provider'} tells nobody when a grant was revoked.`
      : 'A provider tells only that a grant was revoked: "fault" has to be "revoke".'
  throw new ApiProblem('invalid_request', detail, { field: 'signal' })
}

/**
 * Breaks the grant of a sandbox integration. What follows depends on `signal` in the request:
 * without it the integration is checked, with `true` the vendor sends its signal, which leads to a
 * check, and with `false` nothing happens.
 */
export async function injectFault(
  context: PlatformContext,
  { checks, vendors }: { checks: Checks; vendors: SimulatedVendors },
  { row, caller, request }: { row: StoredRow; caller: Caller; request: FaultRequest },
): Promise<void> {
  const { fault, signal } = request
  if (signal) requireSignal(row, request)
  const grant = grantOf(context, row)
  const service = isOfKnownService(row) ? row.service : undefined
  const wasBroken =
    service && grant && (await vendors.injectFault(service, grant.credential, fault))
  if (!wasBroken) {
    throw new ApiProblem('invalid_request', 'There is no grant of its own that could fail.', {
      field: 'fault',
    })
  }
  await context.storage.db.transaction().execute((transaction) =>
    recordEvent(transaction, {
      integration: row,
      at: context.now(),
      type: 'fault_injected',
      actor: actorOf(caller),
      reason: fault,
    }),
  )
  if (signal === false) return
  const following = signal
    ? vendors.signalRevocation(service, grant.credential)
    : checks.check(row, 'forced')
  await within(following, patienceMs, undefined)
}
