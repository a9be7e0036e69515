import type { Kysely, Migration } from 'kysely'

/** Adds the results of the forms that create a secret, so that a form does its work once on all servers. */
export const formResultsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('form_results')
      .addColumn('form_hash', 'text', (column) => column.primaryKey())
      .addColumn('result', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('form_results_age')
      .on('form_results')
      .column('created_at')
      .execute()
  },
}
