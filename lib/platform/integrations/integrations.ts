import type { Check } from '@/lib/contract/api/check'
import type { RecordedEvent } from '@/lib/contract/api/event'
import type { ConnectRequest, FaultRequest, Integration } from '@/lib/contract/api/integration'
import type { ChangeIntegrationRequest } from '@/lib/contract/api/tool'
import type { TaggedText } from '@/lib/http/entity-tag'
import { within } from '@/lib/http/within'
import { actorOf, type Caller, requireNoteOfSupport, requireRight } from '../access/caller'
import { ApiProblem, unknownIntegration } from '../core/api-problem'
import { listEvents } from '../core/history'
import { type IntegrationRow, reloadStoredRow } from '../grants/integration-row'
import { acceptOrder } from './accept-order'
import { attemptOfCode } from './attempt-of-code'
import { checkDue } from './checking/check-due'
import { listChecks } from './checking/check-records'
import type { Checks } from './checking/checks'
import { connect } from './connect'
import type { ConnectContext } from './connect-order'
import { disconnect } from './disconnect'
import { injectFault, type SimulatedVendors } from './inject-fault'
import { presentIntegration } from './present-integration'
import { resetAccount } from './reset-account'
import { findOwnRow, type ListedRow, selectListedRows } from './select-integrations'
import { changeToolPolicy } from './tool-policy'
import { createListWriter } from './written-lists'

/**
 * `get` waits this long for a check that is due, and `check` for the check that it requests. A check that takes
 * longer continues, and the next answer shows its result.
 */
const patienceMs = { due: 5000, requested: 8000 }

export interface Integrations {
  /** Returns the JSON of all integrations of the caller, oldest first, including the disconnected ones. */
  list: (caller: Caller) => Promise<TaggedText>
  /** Returns one integration, after a check if that is due. */
  get: (caller: Caller, id: string) => Promise<Integration>
  /** Connects or reconnects. Throws a `SpentProblem` when the request was refused after its code was spent. */
  connect: (
    caller: Caller,
    request: ConnectRequest,
  ) => Promise<{ integration: Integration; wasCreated: boolean }>
  /**
   * Disconnects. `note` is the reason in the caller's own words. Support staff have to give one.
   */
  disconnect: (caller: Caller, id: string, note?: string) => Promise<void>
  /** Writes which tools may be called (`allow`, `ask` or `deny`), and returns the integration. */
  changeTools: (
    caller: Caller,
    id: string,
    request: ChangeIntegrationRequest,
  ) => Promise<Integration>
  /**
   * Resets the simulated account of a sandbox integration: removes what tools have written there.
   */
  resetAccount: (caller: Caller, id: string) => Promise<void>
  /** Checks the integration now. Without a definitive answer nothing changes, not even `checked_at`. */
  check: (caller: Caller, id: string) => Promise<Integration>
  /** Returns the last 200 events, newest first. */
  listEvents: (caller: Caller, id: string) => Promise<RecordedEvent[]>
  /** Returns the last 50 checks, newest first. */
  listChecks: (caller: Caller, id: string) => Promise<Check[]>
  /** Breaks the grant at the simulated provider, in the sandbox only. */
  injectFault: (caller: Caller, id: string, request: FaultRequest) => Promise<Integration>
}

/**
 * Creates the operations on integrations. Each operation requires the right of the caller, and finds only the
 * integrations of the caller's account and environment.
 *
 * @param afterConnecting starts work for which the caller does not wait
 */
export function createIntegrations(
  context: ConnectContext,
  checks: Checks,
  vendors: SimulatedVendors,
  afterConnecting: (row: IntegrationRow) => void,
): Integrations {
  const { storage, revocations, log } = context
  const present = (row: ListedRow) => presentIntegration(log, row)
  const lists = createListWriter(present)

  async function requireOwnRow(caller: Caller, id: string) {
    const row = await findOwnRow(storage.db, caller, id)
    if (!row) throw unknownIntegration()
    return row
  }

  return {
    async list(caller) {
      requireRight(caller, 'view')
      const storedList = lists.writeStored(caller, await selectListedRows(storage.db, caller))
      if (caller.environment === 'live') return storedList.json
      const rows = await checkDue(context, checks, storedList.rows)
      return rows === storedList.rows ? storedList.json : lists.write(rows).json
    },
    async get(caller, id) {
      requireRight(caller, 'view')
      const row = await requireOwnRow(caller, id)
      if (!checks.isDue(row)) return present(row)
      await within(checks.checkAutomatically(row), patienceMs.due, undefined)
      return present(await reloadStoredRow(storage.db, row))
    },
    async connect(caller, request) {
      const attempt = attemptOfCode(context, caller, request.oauth_code)
      try {
        const order = await acceptOrder(context, caller, request, attempt)
        const { row, wasCreated } = await connect(context, order)
        afterConnecting(row)
        return { integration: present(row), wasCreated }
      } catch (error) {
        await attempt.refused(error)
        throw error
      }
    },
    async disconnect(caller, id, note) {
      requireRight(caller, 'disconnect')
      requireNoteOfSupport(caller, note)
      await disconnect(context, revocations, caller, id, actorOf(caller), note)
    },
    async changeTools(caller, id, request) {
      requireRight(caller, 'set_tool_policy')
      await changeToolPolicy(context, caller, id, request)
      return present(await requireOwnRow(caller, id))
    },
    async resetAccount(caller, id) {
      requireRight(caller, 'fault')
      if (caller.environment !== 'test')
        throw new ApiProblem('not_found', 'Only the sandbox has accounts that can be reset.')
      await resetAccount(context, vendors, caller, await requireOwnRow(caller, id))
    },
    async check(caller, id) {
      requireRight(caller, 'check')
      const row = await requireOwnRow(caller, id)
      await within(checks.check(row, 'forced'), patienceMs.requested, undefined)
      return present(await reloadStoredRow(storage.db, row))
    },
    async listEvents(caller, id) {
      requireRight(caller, 'view')
      const row = await requireOwnRow(caller, id)
      return listEvents(context, { accountId: caller.accountId, integrationId: row.id })
    },
    async listChecks(caller, id) {
      requireRight(caller, 'view')
      return listChecks(context, await requireOwnRow(caller, id))
    },
    async injectFault(caller, id, request) {
      requireRight(caller, 'fault')
      if (caller.environment !== 'test')
        throw new ApiProblem('not_found', 'Faults exist in the sandbox only.')
      const row = await requireOwnRow(caller, id)
      await injectFault(context, { checks, vendors }, { row, caller, request })
      return present(await reloadStoredRow(storage.db, row))
    },
  }
}
