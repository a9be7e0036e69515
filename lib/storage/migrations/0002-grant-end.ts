import type { Migration } from 'kysely'

/** Adds the column for the end of a grant that cannot be refreshed. An older server leaves the column empty. */
export const grantEndMigration: Migration = {
  async up(db) {
    await db.schema.alterTable('integrations').addColumn('grant_ends_at', 'bigint').execute()
  },
}
