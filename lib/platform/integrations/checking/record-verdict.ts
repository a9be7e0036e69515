import type { PlatformContext } from '../../core/context'
import { recordEvent } from '../../core/history'
import { reloadStoredRow } from '../../grants/integration-row'
import type { Verdict } from '../../grants/probe'
import type { StatusChangeContext } from '../connect-order'
import { tellStatus } from '../tell-status'
import { type RunningCheck, recordCheck } from './check-records'
import { columnsOfAlive, columnsOfDead } from './schedule'

/** Returns the columns that a verdict changes in its row. */
function columnsOf(context: PlatformContext, verdict: Exclude<Verdict, { state: 'gone' }>) {
  const { row } = verdict
  if (verdict.state === 'dead') {
    const { reason } = verdict
    return { status: 'error' as const, status_reason: reason, ...columnsOfDead(context, row) }
  }
  const { account, renewAt } = verdict
  return {
    status: 'connected' as const,
    status_reason: null,
    renew_at: renewAt,
    ...columnsOfAlive(context),
    ...(account?.id === row.external_id && { account_name: account.name }),
  }
}

/**
 * Writes the result of a probe into its row, with the current name of the account if the provider
 * named it, and records the check. A change of the status is also added to the history and told to
 * the webhooks. Writes nothing when the integration was disconnected or its row was changed after
 * the provider was asked.
 */
export async function recordVerdict(
  context: StatusChangeContext,
  verdict: Verdict,
  running: RunningCheck,
): Promise<void> {
  if (verdict.state === 'gone') return
  const { outbox, now } = context
  const { row } = verdict
  const columns = columnsOf(context, verdict)
  await outbox.transaction(async (transaction, tell) => {
    const result = await transaction
      .updateTable('integrations')
      .set({
        ...columns,
        checked_at: now(),
        ...(columns.status !== row.status && { status_since: now() }),
      })
      .where('id', '=', row.id)
      .where('account_id', '=', row.account_id)
      .where('credential_version', '=', row.credential_version)
      .where('status', '=', row.status)
      .executeTakeFirst()
    if (result.numUpdatedRows !== 1n) return
    const { state: outcome } = verdict
    await recordCheck(context, transaction, row, running, { outcome, status: columns.status })
    if (row.status === columns.status) return
    await recordEvent(transaction, {
      integration: row,
      at: now(),
      type: columns.status === 'error' ? 'status_error' : 'status_connected',
      reason: columns.status_reason ?? undefined,
    })
    await tellStatus(context, tell, row, await reloadStoredRow(transaction, row))
  })
}
