import type { Kysely, Migration } from 'kysely'

/**
 * Adds the only environment in which a person may work who was let in by an API token of the test
 * environment.
 */
export const environmentLimitsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('memberships').addColumn('only_environment', 'text').execute()
    await db.schema.alterTable('invitations').addColumn('only_environment', 'text').execute()
  },
}
