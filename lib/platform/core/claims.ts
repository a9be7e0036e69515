import { sql } from 'kysely'
import type { Database } from '@/lib/storage/database'
import type { Tables } from '@/lib/storage/tables'

/**
 * A table whose rows are tried again until they are done. `attempts` counts the tries. `next_at` is
 * when the next try is due, in milliseconds since 1970.
 */
type QueueTable = Extract<keyof Tables, 'revocations' | 'webhook_messages' | 'mails'>

/** A row of a queue as it was read before its try began. */
interface QueuedRow {
  id: string
  attempts: number
}

/**
 * Reserves a row for one try and counts the try. Of all processes that have read the row, only one
 * gets `true`.
 *
 * @param until when another process may claim the row, because this one has probably died;
 *   milliseconds since 1970
 */
export async function claimRow(
  db: Database,
  table: QueueTable,
  { id, attempts }: QueuedRow,
  until: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update ${sql.table(table)}
    set attempts = ${attempts + 1}, next_at = ${until}
    where id = ${id} and attempts = ${attempts}`.execute(db)
  return numAffectedRows === 1n
}

/**
 * Writes when the next try of a claimed row is due, in milliseconds since 1970, or null when there
 * is none. Returns `false` and writes nothing when another process has claimed the row since.
 */
export async function postponeRow(
  db: Database,
  table: QueueTable,
  { id, attempts }: QueuedRow,
  until: number | null,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update ${sql.table(table)}
    set next_at = ${until}
    where id = ${id} and attempts = ${attempts + 1}`.execute(db)
  return numAffectedRows === 1n
}
