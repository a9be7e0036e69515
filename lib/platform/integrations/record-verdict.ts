import { recordEvent } from '../core/history'
import { reloadStoredRow } from '../grants/integration-row'
import type { Verdict } from '../grants/probe'
import type { TellingContext } from './connect-order'
import { tellStatus } from './tell-status'

/**
 * Writes the result of a probe into its row, with the new name of the account if the provider told one. A change
 * of the status is also added to the history. Writes nothing when the integration was disconnected or its row was
 * changed after the provider was asked.
 */
export async function recordVerdict(
  { outbox, log, now }: TellingContext,
  verdict: Verdict,
): Promise<void> {
  if (verdict.state === 'gone') return
  const { row } = verdict
  const status = verdict.state === 'alive' ? 'connected' : 'error'
  const reason = verdict.state === 'alive' ? null : verdict.reason
  const account = verdict.state === 'alive' ? verdict.account : undefined
  const nameColumn = account?.id === row.external_id ? { account_name: account.name } : {}
  await outbox.transaction(async (transaction, tell) => {
    const result = await transaction
      .updateTable('integrations')
      .set({ status, status_reason: reason, checked_at: now(), ...nameColumn })
      .where('id', '=', row.id)
      .where('account_id', '=', row.account_id)
      .where('credential_version', '=', row.credential_version)
      .where('status', '=', row.status)
      .executeTakeFirst()
    if (result.numUpdatedRows !== 1n || row.status === status) return
    await recordEvent(transaction, {
      accountId: row.account_id,
      integrationId: row.id,
      at: now(),
      type: status === 'error' ? 'status_error' : 'status_connected',
      reason: reason ?? undefined,
    })
    await tellStatus({ log }, tell, row, await reloadStoredRow(transaction, row))
  })
}
