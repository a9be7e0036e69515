import { type ConnectStep, connectSteps } from '@/lib/contract/api/connect-attempt'
import type { Database } from '@/lib/storage/database'
import { servedRequestId } from '../core/request-log'

/** The largest number of characters of a reason. */
const maxReasonLength = 1024

export interface ReachedStep {
  step: ConnectStep
  /** Milliseconds since 1970. */
  at: number
}

interface FailedStep extends ReachedStep {
  /** The cause, in the words that the person or the caller got. */
  reason: string
}

/** Returns a reason as it is stored: 1,024 characters at most, and without NUL, which PostgreSQL refuses. */
export function keptReason(reason: string): string {
  return reason.replaceAll('\0', '').slice(0, maxReasonLength)
}

/**
 * Writes the steps of an attempt, with the id of the request that is being served. A step that succeeded before stays
 * as it is; a step that failed before is replaced.
 */
export async function writeSteps(
  db: Database,
  attemptId: string,
  steps: readonly (ReachedStep | FailedStep)[],
): Promise<void> {
  if (steps.length === 0) return
  const rows = steps.map((reached) => ({
    attempt_id: attemptId,
    position: connectSteps.indexOf(reached.step) + 1,
    step: reached.step,
    at: reached.at,
    request_id: servedRequestId(),
    failed: 'reason' in reached ? 1 : 0,
    reason: 'reason' in reached ? keptReason(reached.reason) : null,
  }))
  await db
    .insertInto('connect_attempt_steps')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['attempt_id', 'position'])
        .doUpdateSet(({ ref }) => ({
          at: ref('excluded.at'),
          request_id: ref('excluded.request_id'),
          failed: ref('excluded.failed'),
          reason: ref('excluded.reason'),
        }))
        .where('connect_attempt_steps.failed', '=', 1),
    )
    .execute()
}
