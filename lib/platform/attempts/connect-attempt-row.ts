import type { Selectable } from 'kysely'
import { type ConnectAttempt, connectAttemptSchema } from '@/lib/contract/api/connect-attempt'
import { isService, serviceName } from '@/lib/contract/services/catalogue'
import type { ConnectAttemptStepsTable, ConnectAttemptsTable } from '@/lib/storage/connect-tables'

export type ConnectAttemptRow = Selectable<ConnectAttemptsTable>
export type ConnectAttemptStepRow = Selectable<ConnectAttemptStepsTable>

const timeOf = (at: number) => new Date(at).toISOString()

/** Returns the reason of an attempt whose next step did not happen in time. */
function expiryReason(service: string, steps: readonly ConnectAttemptStepRow[]): string {
  if (steps.some(({ step }) => step === 'code_given')) {
    return 'The code expired before a connection was made with it.'
  }
  const name = isService(service) ? serviceName(service) : service
  return `No answer from ${name} was accepted in time.`
}

function presentStep({ step, at, request_id, failed, reason }: ConnectAttemptStepRow) {
  return {
    step,
    at: timeOf(at),
    ...(request_id !== null && { request_id }),
    ...(failed === 1 && { failed: true, reason: reason ?? undefined }),
  }
}

/**
 * Returns the connect attempt in a row, as the API answers it. The outcome of an attempt that is still under way at
 * its `expires_at` is `expired`.
 *
 * @param steps the rows of its steps, in their order
 * @throws {ZodError} when a row is damaged, or a newer version wrote something that this version does not know
 */
export function presentConnectAttempt(
  row: ConnectAttemptRow,
  steps: readonly ConnectAttemptStepRow[],
  now: number,
): ConnectAttempt {
  const isExpired = row.outcome === 'under_way' && row.expires_at <= now
  return connectAttemptSchema.parse({
    id: row.id,
    service: row.service,
    app_name: row.app_name ?? undefined,
    redirect_host: row.redirect_host,
    started_by: row.started_by === null ? undefined : JSON.parse(row.started_by),
    started_at: timeOf(row.started_at),
    outcome: isExpired ? 'expired' : row.outcome,
    reason: isExpired ? expiryReason(row.service, steps) : (row.reason ?? undefined),
    integration_id: row.integration_id ?? undefined,
    steps: steps.map(presentStep),
  })
}
