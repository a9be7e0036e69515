import { sql } from 'kysely'
import type { Database } from './database'

/**
 * Does optional work inside a transaction. When the work fails, its changes are undone, `onFailure`
 * is called, and the transaction can go on.
 *
 * @throws the error of the work when the transaction cannot go on, because the connection or the
 *   transaction has ended
 */
export async function inSavepoint<Done, Failed>(
  transaction: Database,
  work: (db: Database) => Promise<Done>,
  onFailure: (error: unknown) => Failed,
): Promise<Done | Failed> {
  await sql`savepoint optional_work`.execute(transaction)
  try {
    const done = await work(transaction)
    await sql`release savepoint optional_work`.execute(transaction)
    return done
  } catch (error) {
    try {
      await sql`rollback to savepoint optional_work`.execute(transaction)
      await sql`release savepoint optional_work`.execute(transaction)
    } catch {
      throw error
    }
    return onFailure(error)
  }
}
