import { type Selectable, sql } from 'kysely'
import type { ConnectAttemptsTable } from '@/lib/storage/connect-tables'
import type { Database } from '@/lib/storage/database'

/** A connect attempt with the account and environment that own it. Every statement about it is limited to them. */
export interface OwnAttempt {
  id: string
  accountId: string
  environment: string
}

/**
 * Locks an attempt until the transaction ends, so that one transaction at a time records something about it. Writes the
 * row unchanged, because SQLite and PostgreSQL both lock what is written. Returns the outcome of the attempt, or
 * `undefined` when the owner has no such attempt.
 */
export async function lockAttempt(
  transaction: Database,
  { id, accountId, environment }: OwnAttempt,
): Promise<Pick<Selectable<ConnectAttemptsTable>, 'outcome'> | undefined> {
  return transaction
    .updateTable('connect_attempts')
    .set({ outcome: sql`outcome` })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('environment', '=', environment)
    .returning('outcome')
    .executeTakeFirst()
}
