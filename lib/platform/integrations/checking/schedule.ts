import type { PlatformContext } from '../../core/context'
import { jitter } from '../../core/jitter'
import type { IntegrationRow } from '../../grants/integration-row'
import type { ProviderError } from '../../providers/provider-error'

type ScheduleContext = Pick<PlatformContext, 'now' | 'settings'>

const dayMs = 24 * 60 * 60_000
/** A broken integration is checked for this time, because vendors do bring accounts back. */
const brokenCheckedForMs = 7 * dayMs
const firstPauseMs = 30_000

/** The columns after a definitive answer. */
const notFailing = { failed_checks: 0, failing_since: null, failing_reason: null }

/**
 * Returns the columns of an integration whose grant works. The next check is due after the usual
 * interval.
 */
export function columnsOfAlive({ now, settings }: ScheduleContext) {
  return {
    next_check_at: now() + jitter(settings.healthCheckIntervalMs),
    ...notFailing,
    broken_at: null,
  }
}

/**
 * Returns the columns of an integration whose grant has ended: it is checked once a day for a week, and its token is
 * not renewed ahead.
 */
export function columnsOfDead({ now }: ScheduleContext, row: Pick<IntegrationRow, 'broken_at'>) {
  const brokenAt = row.broken_at ?? now()
  const nextCheckAt = now() + jitter(dayMs)
  return {
    next_check_at: nextCheckAt <= brokenAt + brokenCheckedForMs ? nextCheckAt : null,
    ...notFailing,
    renew_at: null,
    broken_at: brokenAt,
  }
}

/**
 * Returns the columns after a check without a definitive answer. The pauses grow up to the interval
 * between two checks, and are at least as long as the provider asks for.
 *
 * @param renewAt when the access token has to be renewed, in milliseconds since 1970
 */
export function columnsOfUnknown(
  { now, settings }: ScheduleContext,
  row: Pick<IntegrationRow, 'failed_checks' | 'failing_since'>,
  { failure, retryAfterSeconds = 0 }: Pick<ProviderError, 'failure' | 'retryAfterSeconds'>,
  renewAt: number | null,
) {
  const failedChecks = row.failed_checks ?? 0
  const growingPauseMs = firstPauseMs * 2 ** Math.min(failedChecks, 12)
  const pauseMs = Math.min(growingPauseMs, settings.healthCheckIntervalMs)
  const nextCheckAt = now() + Math.max(jitter(pauseMs), retryAfterSeconds * 1000)
  return {
    next_check_at: nextCheckAt,
    failed_checks: failedChecks + 1,
    failing_since: row.failing_since ?? now(),
    failing_reason: failure,
    renew_at: renewAt === null ? null : Math.max(renewAt, nextCheckAt),
  }
}
