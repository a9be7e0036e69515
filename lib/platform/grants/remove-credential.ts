import type { Updateable } from 'kysely'
import type { Database } from '@/lib/storage/database'
import type { IntegrationsTable } from '@/lib/storage/tables'
import type { StoredRow } from './integration-row'

type State = Pick<Updateable<IntegrationsTable>, 'status' | 'status_reason' | 'checked_at'>

/** Removes the credential from a row. Returns `false` when the row was changed meanwhile. */
export async function removeCredential(
  db: Database,
  row: Pick<StoredRow, 'id' | 'account_id' | 'credential_version'>,
  state: State,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('integrations')
    .set({ ...state, credential: null, credential_version: row.credential_version + 1 })
    .where('id', '=', row.id)
    .where('account_id', '=', row.account_id)
    .where('credential_version', '=', row.credential_version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
