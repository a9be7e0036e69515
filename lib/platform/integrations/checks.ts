import { traceOf } from '@/lib/http/log'
import { recordEvent } from '../core/history'
import {
  hasReadableTools,
  type IntegrationRow,
  isOfKnownService,
  parseRow,
  type RowReference,
  reloadStoredRow,
} from '../grants/integration-row'
import { probe } from '../grants/probe'
import type { Revocations } from '../grants/revocations/revocations'
import { grantOf, unreadableReason } from '../grants/row-grant'
import { ProviderError } from '../providers/provider-error'
import type { TellingContext } from './connect-order'
import { recordVerdict } from './record-verdict'
import type { ListedRow } from './select-integrations'

/** After a check without a definitive answer, the integration is not checked automatically for this time. */
const coolDownMs = 30_000

export interface Checks {
  /**
   * Returns whether to check an integration automatically: its status is `connected`, its last definitive answer is
   * too old, and the provider may be asked now.
   */
  isDue: (row: ListedRow) => boolean
  /**
   * Asks the provider and records a definitive answer. Without such an answer the status does not change. In this
   * process only one check of an integration runs at a time: a second call waits for the running check. Does nothing
   * while the provider has asked us to wait. Never throws because of a provider.
   */
  check: (row: RowReference) => Promise<void>
  /** Checks an integration that is due. Never throws: after an error the last known state is shown. */
  checkAutomatically: (row: RowReference) => Promise<void>
}

export function createChecks(context: TellingContext, revocations: Revocations): Checks {
  const { storage, clients, log, lateWork, now, settings } = context
  const runningChecks = new Map<string, Promise<void>>()
  /**
   * The times after which an integration may be checked again, automatically and at the request of a person, in
   * milliseconds since 1970. Only an integration whose last check got no definitive answer has such times.
   */
  const nextCheckTimes = new Map<string, { automatic: number; requested: number }>()

  async function recordFailedCheck(row: IntegrationRow, error: ProviderError): Promise<void> {
    const fields = { integration: row.id, ...error.fields }
    if (error.failure === 'misconfigured') {
      log.error(fields, 'operator alarm: the provider refuses our own registration')
    } else if (error.failure === 'clock_wrong') {
      log.error(fields, 'operator alarm: the clock of this server differs from the provider’s')
    } else {
      log.warn(fields, 'a check got no definitive answer')
    }
    const isFirstFailure = !nextCheckTimes.has(row.id)
    const requested = now() + (error.retryAfterSeconds ?? 0) * 1000
    nextCheckTimes.set(row.id, { requested, automatic: Math.max(requested, now() + coolDownMs) })
    if (!isFirstFailure) return
    await recordEvent(storage.db, {
      accountId: row.account_id,
      integrationId: row.id,
      at: now(),
      type: 'check_failed',
      reason: error.failure,
    })
  }

  async function runCheck(reference: RowReference): Promise<void> {
    const stored = await reloadStoredRow(storage.db, reference)
    if (!isOfKnownService(stored)) {
      const fields = { integration: stored.id, service: stored.service }
      return log.warn(fields, 'a service that this version does not know cannot be checked')
    }
    const row = parseRow(stored)
    const client = clients(row.service, row.environment)
    if (row.credential === null || !client) return
    const grant = grantOf(context, row)
    if (!grant || !hasReadableTools(row))
      return recordVerdict(context, { state: 'dead', row, reason: unreadableReason })
    try {
      const opened = { row, credential: grant.credential }
      await recordVerdict(context, await probe(context, revocations, client, opened))
      nextCheckTimes.delete(row.id)
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      await recordFailedCheck(row, error)
    }
  }

  function check(row: RowReference): Promise<void> {
    const runningCheck = runningChecks.get(row.id)
    if (runningCheck) return runningCheck
    if ((nextCheckTimes.get(row.id)?.requested ?? 0) > now()) return Promise.resolve()
    const check = runCheck(row).finally(() => runningChecks.delete(row.id))
    runningChecks.set(row.id, check)
    lateWork.add(check)
    return check
  }

  return {
    isDue(row) {
      const { id, status, checked_at, connected_at } = row
      const time = now()
      if ((checked_at ?? connected_at) + settings.healthCheckIntervalMs > time) return false
      if (status !== 'connected' || !isOfKnownService(row)) return false
      return (nextCheckTimes.get(id)?.automatic ?? 0) <= time
    },
    check,
    async checkAutomatically(row) {
      try {
        await check(row)
      } catch (error) {
        const fields = { integration: row.id, ...traceOf(error) }
        log.error(fields, 'a check failed for reasons of our own')
      }
    },
  }
}
