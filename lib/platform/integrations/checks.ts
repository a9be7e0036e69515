import { traceOf } from '@/lib/http/log'
import { recordEvent } from '../core/history'
import type { GrantsContext } from '../grants/grants-context'
import {
  hasReadableTools,
  type IntegrationRow,
  isOfKnownService,
  type RowReference,
  readRow,
  reloadStored,
} from '../grants/integration-row'
import { probe } from '../grants/probe'
import type { Revocations } from '../grants/revocations/revocations'
import { grantOf, unreadable } from '../grants/row-grant'
import { ProviderError } from '../providers/provider-error'
import { recordVerdict } from './record-verdict'
import type { ListedRow } from './select-integrations'

/** How long an integration is not checked by itself after its provider gave no answer. */
const coolDownMs = 30_000

export interface Checks {
  /** Whether the last definitive answer is too old to be shown without asking again. */
  isDue: (row: ListedRow) => boolean
  /**
   * Asks the provider and records a definitive answer. No other answer changes the status. In this
   * process one check runs per integration, however many ask for it, and none before the time that the
   * provider has asked to wait for. Never throws because of a provider.
   */
  check: (row: RowReference) => Promise<void>
  /** The same for a check that nobody asked for. Never throws: what was last known is shown instead. */
  checkUnasked: (row: RowReference) => Promise<void>
}

export function createChecks(context: GrantsContext, revocations: Revocations): Checks {
  const { storage, clients, log, lateWork, now, settings } = context
  const running = new Map<string, Promise<void>>()
  /** By integration: when its provider may be asked again, by itself and when somebody asks for it. */
  const pauses = new Map<string, { unasked: number; asked: number }>()

  async function recordFailedCheck(row: IntegrationRow, error: ProviderError): Promise<void> {
    const fields = { integration: row.id, ...error.fields }
    if (error.failure === 'misconfigured') {
      log.error(fields, 'operator alarm: the provider refuses our own registration')
    } else if (error.failure === 'clock_wrong') {
      log.error(fields, 'operator alarm: the clock of this server differs from the provider’s')
    } else {
      log.warn(fields, 'a check got no definitive answer')
    }
    const firstOfItsKind = !pauses.has(row.id)
    const asked = now() + (error.retryAfterSeconds ?? 0) * 1000
    pauses.set(row.id, { asked, unasked: Math.max(asked, now() + coolDownMs) })
    if (!firstOfItsKind) return
    await recordEvent(storage.db, {
      accountId: row.account_id,
      integrationId: row.id,
      at: now(),
      type: 'check_failed',
      reason: error.failure,
    })
  }

  async function run(seen: RowReference): Promise<void> {
    const stored = await reloadStored(storage.db, seen)
    if (!isOfKnownService(stored)) {
      const fields = { integration: stored.id, service: stored.service }
      return log.warn(fields, 'a service that this version does not know cannot be checked')
    }
    const row = readRow(stored)
    const client = clients(row.service, row.environment)
    if (row.credential === null || !client) return
    const grant = grantOf(context, row)
    if (!grant || !hasReadableTools(row))
      return recordVerdict(context, { state: 'dead', row, reason: unreadable })
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
    if ((pauses.get(row.id)?.asked ?? 0) > now()) return Promise.resolve()
    const check = run(row).finally(() => running.delete(row.id))
    running.set(row.id, check)
    lateWork.add(check)
    return check
  }

  return {
    isDue(row) {
      const { id, status, checked_at, connected_at } = row
      if (status !== 'connected' || !isOfKnownService(row)) return false
      if ((pauses.get(id)?.unasked ?? 0) > now()) return false
      return (checked_at ?? connected_at) + settings.healthCheckIntervalMs <= now()
    },
    check,
    async checkUnasked(row) {
      try {
        await check(row)
      } catch (error) {
        const fields = { integration: row.id, ...traceOf(error) }
        log.error(fields, 'a check failed for reasons of our own')
      }
    },
  }
}
