import { traceOf } from '@/lib/http/log'
import { recordEvent } from '../core/history'
import type { GrantsContext } from '../grants/grants-context'
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
import { recordVerdict } from './record-verdict'
import type { ListedRow } from './select-integrations'

/** After its provider gave no answer, an integration is not checked automatically for this time. */
const coolDownMs = 30_000

export interface Checks {
  /**
   * Returns whether to check an integration automatically: its status is `connected`, its last definitive answer is
   * too old, and the provider may be asked now.
   */
  isDue: (row: ListedRow) => boolean
  /**
   * Asks the provider and records a definitive answer. Any other answer does not change the status. In this
   * process only one check runs per integration: further callers wait for it. No check runs before the time
   * that the provider has asked us to wait for. Never throws because of a provider.
   */
  check: (row: RowReference) => Promise<void>
  /** Checks an integration without a request of a person. Never throws: the last known state is shown instead. */
  checkAutomatically: (row: RowReference) => Promise<void>
}

export function createChecks(context: GrantsContext, revocations: Revocations): Checks {
  const { storage, clients, log, lateWork, now, settings } = context
  const running = new Map<string, Promise<void>>()
  /** When the provider of each integration may be asked again: automatically, and at the request of a person. */
  const pauses = new Map<string, { automatic: number; requested: number }>()

  async function recordFailedCheck(row: IntegrationRow, error: ProviderError): Promise<void> {
    const fields = { integration: row.id, ...error.fields }
    if (error.failure === 'misconfigured') {
      log.error(fields, 'operator alarm: the provider refuses our own registration')
    } else if (error.failure === 'clock_wrong') {
      log.error(fields, 'operator alarm: the clock of this server differs from the provider’s')
    } else {
      log.warn(fields, 'a check got no definitive answer')
    }
    const isFirstFailure = !pauses.has(row.id)
    const requested = now() + (error.retryAfterSeconds ?? 0) * 1000
    pauses.set(row.id, { requested, automatic: Math.max(requested, now() + coolDownMs) })
    if (!isFirstFailure) return
    await recordEvent(storage.db, {
      accountId: row.account_id,
      integrationId: row.id,
      at: now(),
      type: 'check_failed',
      reason: error.failure,
    })
  }

  async function run(seen: RowReference): Promise<void> {
    const stored = await reloadStoredRow(storage.db, seen)
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
      pauses.delete(row.id)
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      await recordFailedCheck(row, error)
    }
  }

  function check(row: RowReference): Promise<void> {
    const current = running.get(row.id)
    if (current) return current
    if ((pauses.get(row.id)?.requested ?? 0) > now()) return Promise.resolve()
    const check = run(row).finally(() => running.delete(row.id))
    running.set(row.id, check)
    lateWork.add(check)
    return check
  }

  return {
    isDue(row) {
      const { id, status, checked_at, connected_at } = row
      const at = now()
      if ((checked_at ?? connected_at) + settings.healthCheckIntervalMs > at) return false
      if (status !== 'connected' || !isOfKnownService(row)) return false
      return (pauses.get(id)?.automatic ?? 0) <= at
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
