import type { Kysely, Migration } from 'kysely'

/**
 * Adds the accounts for which the earlier passkeys of a person were ended, and how old the passkey is
 * on which a session, its token or another passkey rests.
 */
export const endedPasskeysMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('ended_passkeys')
      .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
      .addColumn('account_id', 'text', (column) => column.notNull().references('accounts.id'))
      .addColumn('ended_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('ended_passkeys_key', ['person_id', 'account_id'])
      .execute()
    for (const table of ['passkeys', 'tokens', 'sessions'])
      await db.schema.alterTable(table).addColumn('way_made_at', 'bigint').execute()
  },
}
