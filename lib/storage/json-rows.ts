import { PostgresAdapter, type RawBuilder, sql } from 'kysely'
import type { Database } from './database'

/**
 * Returns an aggregate of all selected rows: a JSON text that `readJsonRows` reads. A database writes this
 * text in a fifth of the time that its driver takes to hand over many rows.
 */
export function jsonRows(db: Database, columns: readonly string[]): RawBuilder<string> {
  const values = sql.join(columns.map((column) => sql.ref(column)))
  return db.getExecutor().adapter instanceof PostgresAdapter
    ? sql`coalesce(json_agg(json_build_array(${values})), '[]')::text`
    : sql`json_group_array(json_array(${values}))`
}

/** Returns the rows of a text that `jsonRows` wrote for the same columns, in no particular order. */
export function readJsonRows<Row>(json: string, columns: readonly (keyof Row & string)[]): Row[] {
  const rows: unknown[][] = JSON.parse(json)
  return rows.map((values) =>
    Object.fromEntries(columns.map((column, index): unknown[] => [column, values[index]])),
  )
}
