import type { Kysely, Migration } from 'kysely'

/**
 * Adds the reconnect link with which an attempt began, the ids of requests that were answered with a problem, and why a
 * link for support staff ended.
 */
export const referencesMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('attempts').addColumn('reconnect_link', 'text').execute()
    await db.schema.alterTable('staff_links').addColumn('end_reason', 'text').execute()
    await db.schema
      .createTable('problem_references')
      .addColumn('account_id', 'text', (column) => column.notNull().references('accounts.id'))
      .addColumn('request_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('problem_references_pkey', ['request_id', 'account_id'])
      .execute()
    await db.schema
      .createIndex('problem_references_by_time')
      .on('problem_references')
      .column('at')
      .execute()
  },
}
