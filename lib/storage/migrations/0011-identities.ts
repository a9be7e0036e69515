import type { Kysely, Migration } from 'kysely'

async function addIdentities(db: Kysely<unknown>) {
  await db.schema
    .createTable('identities')
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('only_account_id', 'text')
    .addColumn('name', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_used_at', 'bigint')
    .addPrimaryKeyConstraint('identities_key', ['issuer', 'subject'])
    .execute()
  await db.schema
    .createIndex('identities_of_person')
    .on('identities')
    .columns(['person_id', 'issuer'])
    .execute()
}

async function addRoleSources(db: Kysely<unknown>) {
  await db.schema.alterTable('memberships').addColumn('role_source', 'text').execute()
  await db.schema.alterTable('memberships').addColumn('set_role', 'text').execute()
  await db.schema
    .createTable('removed_members')
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('account_id', 'text', (column) => column.notNull().references('accounts.id'))
    .addColumn('removed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('removed_members_key', ['person_id', 'account_id'])
    .execute()
}

async function addSignOn(db: Kysely<unknown>) {
  await db.schema
    .createTable('spent_states')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('ended_at', 'bigint')
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('spent_states_by_expiry')
    .on('spent_states')
    .column('expires_at')
    .execute()
  await db.schema.alterTable('sessions').addColumn('refresh_token', 'text').execute()
  await db.schema.alterTable('sessions').addColumn('bearer_expires_at', 'bigint').execute()
  await db.schema.alterTable('sessions').addColumn('refresh_owner', 'text').execute()
  await db.schema.alterTable('sessions').addColumn('refresh_until', 'bigint').execute()
}

/** Adds the people whom an issuer of OpenID Connect knows, and sessions whose token is refreshed. */
export const identitiesMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await addIdentities(db)
    await addRoleSources(db)
    await addSignOn(db)
  },
}
