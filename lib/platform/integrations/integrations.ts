import type { RecordedEvent } from '@/lib/contract/api/event'
import type { ConnectRequest, Fault, Integration } from '@/lib/contract/api/integration'
import type { Service } from '@/lib/contract/services/catalogue'
import { within } from '@/lib/http/within'
import { type Caller, requireRight } from '../access/caller'
import { ApiProblem, unknownIntegration } from '../core/api-problem'
import { listEvents, recordEvent } from '../core/history'
import { isOfKnownService, reloadStored } from '../grants/integration-row'
import { grantOf } from '../grants/row-grant'
import type { Credential } from '../providers/provider'
import { acceptOrder } from './accept-order'
import { checkDue } from './check-due'
import { type Checks, createChecks } from './checks'
import { connectIntegration } from './connect-integration'
import type { ConnectingContext } from './connect-order'
import { disconnect } from './disconnect'
import { presentIntegration } from './present-integration'
import { type ListedRow, selectListed, selectOwn } from './select-integrations'
import { createRowWriter } from './written-rows'

/** How long an answer waits for providers. What takes longer goes on and shows in the next answer. */
const patienceMs = { one: 5000, forced: 8000 }

export interface Integrations {
  /** Returns the JSON of all of them, oldest first, the disconnected ones included. */
  list: (caller: Caller) => Promise<string>
  get: (caller: Caller, id: string) => Promise<Integration>
  /** Throws a `SpentProblem` when the request was refused after its code was spent. */
  connect: (
    caller: Caller,
    request: ConnectRequest,
  ) => Promise<{ integration: Integration; created: boolean }>
  disconnect: (caller: Caller, id: string) => Promise<void>
  /** Asks the provider now. Without a definitive answer nothing changes, also not `checked_at`. */
  check: (caller: Caller, id: string) => Promise<Integration>
  events: (caller: Caller, id: string) => Promise<RecordedEvent[]>
  /** Sandbox only: breaks the grant at the simulated provider and checks the integration at once. */
  injectFault: (caller: Caller, id: string, fault: Fault) => Promise<Integration>
}

/**
 * Breaks the grant behind a credential at its simulated provider, at once. Returns `false` when there
 * is no grant of one person that could be broken.
 */
export type InjectFault = (
  service: Service,
  credential: Credential,
  fault: Fault,
) => Promise<boolean>

/** What callers may do with their integrations. Each call sees those of the caller's account only. */
export function createIntegrations(
  context: ConnectingContext,
  injectFault: InjectFault,
): Integrations {
  const { storage, revocations, log, now } = context
  const checks: Checks = createChecks(context, revocations)
  const present = (row: ListedRow) => presentIntegration(log, row)
  const write = createRowWriter(present)

  async function own(caller: Caller, id: string) {
    const row = await selectOwn(storage.db, caller, id)
    if (!row) throw unknownIntegration()
    return row
  }

  return {
    async list(caller) {
      requireRight(caller, 'view')
      const rows = await selectListed(storage.db, caller)
      const current = caller.environment === 'live' ? rows : await checkDue(context, checks, rows)
      return `[${current.map(write).join(',')}]`
    },
    async get(caller, id) {
      requireRight(caller, 'view')
      const row = await own(caller, id)
      if (!checks.isDue(row)) return present(row)
      await within(checks.checkUnasked(row), patienceMs.one, undefined)
      return present(await reloadStored(storage.db, row))
    },
    async connect(caller, request) {
      const order = await acceptOrder(context, caller, request)
      const { row, created } = await connectIntegration(context, order)
      return { integration: present(row), created }
    },
    disconnect(caller, id) {
      requireRight(caller, 'disconnect')
      return disconnect(context, revocations, caller, id)
    },
    async check(caller, id) {
      requireRight(caller, 'check')
      const row = await own(caller, id)
      await within(checks.check(row), patienceMs.forced, undefined)
      return present(await reloadStored(storage.db, row))
    },
    async events(caller, id) {
      requireRight(caller, 'view')
      const row = await own(caller, id)
      return listEvents(context, { accountId: caller.accountId, integrationId: row.id })
    },
    async injectFault(caller, id, fault) {
      requireRight(caller, 'fault')
      if (caller.environment !== 'test')
        throw new ApiProblem('not_found', 'Faults exist in the sandbox only.')
      const row = await own(caller, id)
      const grant = grantOf(context, row)
      const isBroken =
        isOfKnownService(row) &&
        grant !== undefined &&
        (await injectFault(row.service, grant.credential, fault))
      if (!isBroken) {
        throw new ApiProblem('invalid_request', 'There is no grant of its own that could fail.', {
          field: 'fault',
        })
      }
      await recordEvent(storage.db, {
        accountId: caller.accountId,
        integrationId: row.id,
        at: now(),
        type: 'fault_injected',
        actor: caller.tokenName,
        reason: fault,
      })
      await within(checks.check(row), patienceMs.forced, undefined)
      return present(await reloadStored(storage.db, row))
    },
  }
}
