import type { Migration } from 'kysely'

/** When a grant ends that cannot be renewed; a server that does not know the column leaves it empty. */
export const grantEnd: Migration = {
  async up(db) {
    await db.schema.alterTable('integrations').addColumn('grant_ends_at', 'bigint').execute()
  },
}
