import type { Kysely, Migration } from 'kysely'

/** Adds the reconnect link with which an attempt began. */
export const linksOfAttemptsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('attempts').addColumn('reconnect_link', 'text').execute()
  },
}
