import { sql } from 'kysely'
import type { Database } from '@/lib/storage/database'

/**
 * Lets one transaction at a time change what belongs to an account, until the transaction ends. It writes the row
 * of the account as it is, because both databases lock a row that is written.
 */
export async function lockAccount(transaction: Database, accountId: string): Promise<void> {
  await transaction
    .updateTable('accounts')
    .set({ name: sql`name` })
    .where('id', '=', accountId)
    .execute()
}
