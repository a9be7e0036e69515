import type { CheckCause } from '@/lib/contract/api/check'
import { traceOf } from '@/lib/http/log'
import {
  hasReadableTools,
  type IntegrationRow,
  isOfKnownService,
  parseRow,
  type RowReference,
  reloadStoredRow,
} from '../../grants/integration-row'
import { probe, renewAhead, type Verdict } from '../../grants/probe'
import type { Revocations } from '../../grants/revocations/revocations'
import { grantOf, unreadableReason } from '../../grants/row-grant'
import { ProviderError } from '../../providers/provider-error'
import type { StatusChangeContext } from '../connect-order'
import type { ListedRow } from '../select-integrations'
import { type RunningCheck, recordCheck } from './check-records'
import type { Circuits } from './circuits'
import { observeClient } from './observed-client'
import { recordFailure } from './record-failure'
import { recordVerdict } from './record-verdict'

/** After a check without a definitive answer, no request checks the integration automatically for this time. */
const coolDownMs = 30_000

const kinds = { check: probe, renewal: renewAhead }
type Kind = keyof typeof kinds
type AliveVerdict = Extract<Verdict, { state: 'alive' }>

export interface Checks {
  /**
   * Returns whether to check an integration automatically: its status is `connected`, its last
   * definitive answer is too old, and the provider may be asked now. A provider that is left alone
   * may not be asked: the sweep finds out with a single check whether it answers again.
   */
  isDue: (row: ListedRow) => boolean
  /**
   * Asks the provider and records a definitive answer. Without such an answer the status does not
   * change. In this process only one check of an integration runs at a time: a second call waits
   * for the running check. Does nothing while the provider has asked us to wait. A failure of the
   * provider is recorded and not thrown.
   */
  check: (row: RowReference, cause: CheckCause) => Promise<void>
  /**
   * Checks an integration for a request that did not ask for a check. Never throws: the last known
   * state is shown instead.
   */
  checkAutomatically: (row: RowReference) => Promise<void>
  /**
   * Renews the access token if that is due, and asks the provider nothing else. A refusal is
   * recorded as after a check. Waits and throws as `check` does.
   */
  renew: (row: RowReference) => Promise<void>
}

export function createChecks(
  context: StatusChangeContext,
  { revocations, circuits }: { revocations: Revocations; circuits: Circuits },
): Checks {
  const { storage, clients, log, lateWork, meter, now, settings } = context
  const runningWork = new Map<string, Promise<void>>()
  /**
   * The times after which an integration may be checked again, automatically and at the request of a person, in
   * milliseconds since 1970. Only an integration whose last check got no definitive answer has such times.
   */
  const nextCheckTimes = new Map<string, { automatic: number; requested: number }>()

  /**
   * Writes when the access token is due for renewal again, and records a check if the provider was
   * asked.
   */
  async function recordRenewal({ row, renewAt }: AliveVerdict, running: RunningCheck) {
    await storage.db.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('integrations')
        .set({ renew_at: renewAt })
        .where('id', '=', row.id)
        .where('account_id', '=', row.account_id)
        .where('credential_version', '=', row.credential_version)
        .executeTakeFirst()
      const wasAsked = running.lastCall() !== undefined
      if (numUpdatedRows !== 1n || !wasAsked) return
      await recordCheck(context, transaction, row, running, {
        outcome: 'alive',
        status: 'connected',
      })
    })
  }

  /** Counts a check. A renewal is counted where the refresh token is sent. */
  function count(kind: Kind, row: IntegrationRow, outcome: 'alive' | 'dead' | 'unknown'): void {
    if (kind === 'check') meter.checked(row, outcome)
  }

  async function run(kind: Kind, reference: RowReference, cause: CheckCause): Promise<void> {
    const stored = await reloadStoredRow(storage.db, reference)
    if (!isOfKnownService(stored)) {
      const fields = { integration: stored.id, service: stored.service }
      return log.warn(fields, 'a service that this version does not know cannot be checked')
    }
    const row = parseRow(stored)
    const client = clients(row.service, row.environment)
    if (row.credential === null || !client) return
    const startedAt = now()
    const grant = grantOf(context, row)
    if (!grant || !hasReadableTools(row)) {
      const verdict = { state: 'dead', row, reason: unreadableReason } as const
      count(kind, row, 'dead')
      return recordVerdict(context, verdict, { cause, startedAt, lastCall: () => undefined })
    }
    const observed = observeClient(client, grant.credential)
    const running = { cause, startedAt, lastCall: observed.lastCall }
    const opened = { row, credential: grant.credential }
    try {
      const verdict = await kinds[kind](context, revocations, observed.client, opened)
      if (verdict.state !== 'gone') count(kind, row, verdict.state)
      if (observed.lastCall()) await circuits.answered(row)
      if (kind === 'renewal' && verdict.state === 'alive')
        return await recordRenewal(verdict, running)
      await recordVerdict(context, verdict, running)
      nextCheckTimes.delete(row.id)
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      count(kind, row, 'unknown')
      circuits.failed(row, error)
      const requested = now() + (error.retryAfterSeconds ?? 0) * 1000
      nextCheckTimes.set(row.id, { requested, automatic: Math.max(requested, now() + coolDownMs) })
      await recordFailure(context, opened, error, running)
    }
  }

  /** Does the work, or waits for the same work if it is running already. */
  function runOnce(kind: Kind, row: RowReference, cause: CheckCause): Promise<void> {
    const key = `${kind} ${row.id}`
    const running = runningWork.get(key)
    if (running) return running
    if ((nextCheckTimes.get(row.id)?.requested ?? 0) > now()) return Promise.resolve()
    const work = run(kind, row, cause).finally(() => runningWork.delete(key))
    runningWork.set(key, work)
    lateWork.add(work)
    return work
  }

  const check: Checks['check'] = (row, cause) => runOnce('check', row, cause)

  return {
    isDue(row) {
      const { id, status, checked_at, connected_at } = row
      const time = now()
      if ((checked_at ?? connected_at) + settings.healthCheckIntervalMs > time) return false
      if (status !== 'connected' || !isOfKnownService(row)) return false
      if (circuits.of(parseRow(row)).pauseEndsAt() !== undefined) return false
      return (nextCheckTimes.get(id)?.automatic ?? 0) <= time
    },
    check,
    renew: (row) => runOnce('renewal', row, 'sweep'),
    async checkAutomatically(row) {
      try {
        await check(row, 'request')
      } catch (error) {
        const fields = { integration: row.id, ...traceOf(error) }
        log.error(fields, 'a check failed because of an error in this server')
      }
    },
  }
}
