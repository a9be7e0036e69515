import { type Kysely, type Migration, PostgresAdapter, sql } from 'kysely'

/**
 * Adds the counts of the limits that servers share. Each count lives for a minute, so on PostgreSQL the table is not
 * written to the log of the database: a count costs no wait for the disk, and a crash loses nothing that matters.
 */
export const limitsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
    const table = db.schema
      .createTable('limits')
      // The package rate-limiter-flexible writes these columns by their position.
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('points', 'integer', (column) => column.notNull())
      .addColumn('expire', 'bigint', (column) => column.notNull())
    await (isPostgres ? table.modifyFront(sql`unlogged`) : table).execute()
    await db.schema.createIndex('limits_expiry').on('limits').column('expire').execute()
  },
}
