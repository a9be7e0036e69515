import { sql } from 'kysely'
import type { Database } from '@/lib/storage/database'

/**
 * Locks an account until the transaction ends, so that one transaction at a time changes what belongs to it. Writes
 * the row of the account unchanged, because SQLite and PostgreSQL both lock what is written.
 */
export async function lockAccount(transaction: Database, accountId: string): Promise<void> {
  await transaction
    .updateTable('accounts')
    .set({ name: sql`name` })
    .where('id', '=', accountId)
    .execute()
}
