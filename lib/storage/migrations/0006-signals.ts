import type { Kysely, Migration } from 'kysely'

/** Adds the record of received signals, so that each signal leads to a check only once. */
export const signalsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('signals')
      .addColumn('environment', 'text', (column) => column.notNull())
      .addColumn('vendor', 'text', (column) => column.notNull())
      .addColumn('event_hash', 'text', (column) => column.notNull())
      .addColumn('received_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('signals_once', ['environment', 'vendor', 'event_hash'])
      .execute()
    await db.schema
      .createIndex('signals_by_received_at')
      .on('signals')
      .column('received_at')
      .execute()
  },
}
