import type { Updateable } from 'kysely'
import type { Database } from '@/lib/storage/database'
import type { IntegrationsTable } from '@/lib/storage/integration-tables'
import type { StoredRow } from './integration-row'

type StatusColumns = Pick<
  Updateable<IntegrationsTable>,
  | 'status'
  | 'status_reason'
  | 'checked_at'
  | 'broken_at'
  | 'status_since'
  | 'disconnecting_since'
  | 'disconnecting_by'
>

/**
 * Removes the credential from a row and sets the status of the row. Writes nothing and returns `false` when the
 * credential was changed after the row was read. Does not revoke the grant: queue the revocation in the same
 * database transaction.
 */
export async function removeCredential(
  db: Database,
  row: Pick<StoredRow, 'id' | 'account_id' | 'credential_version'>,
  status: StatusColumns,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('integrations')
    .set({
      ...status,
      credential: null,
      credential_version: row.credential_version + 1,
      next_check_at: null,
      renew_at: null,
    })
    .where('id', '=', row.id)
    .where('account_id', '=', row.account_id)
    .where('credential_version', '=', row.credential_version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
