import type { PlatformContext } from '../../core/context'
import { recordEvent } from '../../core/history'
import type { OpenedRow } from '../../grants/renew-row'
import { renewalDueAt } from '../../grants/renewable'
import type { ProviderError } from '../../providers/provider-error'
import { type RunningCheck, recordCheck } from './check-records'
import { columnsOfUnknown } from './schedule'

/**
 * Logs that a check got no definitive answer, and writes when the integration is checked next. The status does not
 * change. The first of several failures is also added to the history.
 */
export async function recordFailure(
  context: PlatformContext,
  { row, credential }: OpenedRow,
  error: ProviderError,
  running: RunningCheck,
): Promise<void> {
  const { storage, now } = context
  logFailure(context, row.id, error)
  const renewAt = row.status === 'connected' ? renewalDueAt(row.service, credential) : null
  await storage.db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('integrations')
      .set(columnsOfUnknown(context, row, error, renewAt))
      .where('id', '=', row.id)
      .where('account_id', '=', row.account_id)
      .where('status', '=', row.status)
      .where('credential', 'is not', null)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) return
    const status = row.status === 'error' ? 'error' : 'connected'
    await recordCheck(context, transaction, row, running, { outcome: 'unknown', status })
    if (row.failed_checks) return
    await recordEvent(transaction, {
      integration: row,
      at: now(),
      type: 'check_failed',
      reason: error.failure,
    })
  })
}

function logFailure({ log }: PlatformContext, integrationId: string, error: ProviderError): void {
  const fields = { integration: integrationId, ...error.fields }
  if (error.failure === 'misconfigured') {
    log.error(fields, 'operator alarm: the provider refuses our own registration')
  } else if (error.failure === 'clock_wrong') {
    log.error(fields, 'operator alarm: the clock of this server differs from the provider’s')
  } else {
    log.warn(fields, 'a check got no definitive answer')
  }
}
