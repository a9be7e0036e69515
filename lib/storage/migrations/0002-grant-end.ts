import type { Migration } from 'kysely'

/** Adds the end of a grant that cannot be renewed. A server that does not know the column leaves it empty. */
export const grantEnd: Migration = {
  async up(db) {
    await db.schema.alterTable('integrations').addColumn('grant_ends_at', 'bigint').execute()
  },
}
