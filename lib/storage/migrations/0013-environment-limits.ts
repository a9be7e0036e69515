import type { Kysely, Migration } from 'kysely'

/** Adds the environment to which people are limited whom an API token of the test environment has let in. */
export const environmentLimitsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('memberships').addColumn('only_environment', 'text').execute()
    await db.schema.alterTable('invitations').addColumn('only_environment', 'text').execute()
  },
}
