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
 * Lets one transaction at a time record something about an attempt, until the transaction ends. It writes the row as
 * it is, because both databases lock a row that is written. Returns undefined when the owner has no such attempt.
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
