import type { Kysely, Migration } from 'kysely'

async function addPeople(db: Kysely<unknown>) {
  await db.schema
    .createTable('people')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('memberships')
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('account_id', 'text', (column) => column.notNull().references('accounts.id'))
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('joined_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint')
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('email', 'text')
    .addColumn('let_in_by', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('memberships_key', ['person_id', 'account_id'])
    .execute()
  await db.schema
    .createIndex('memberships_of_account')
    .on('memberships')
    .columns(['account_id', 'person_id'])
    .execute()
}

async function addPasskeys(db: Kysely<unknown>) {
  await db.schema
    .createTable('passkeys')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('credential_id', 'text', (column) => column.notNull().unique())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('only_account_id', 'text')
    .addColumn('public_key', 'text', (column) => column.notNull())
    .addColumn('counter', 'bigint', (column) => column.notNull())
    .addColumn('transports', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_used_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('passkeys_of_person')
    .on('passkeys')
    .columns(['person_id', 'id'])
    .execute()
  await db.schema
    .createTable('spent_challenges')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('spent_challenges_by_expiry')
    .on('spent_challenges')
    .column('expires_at')
    .execute()
}

async function addInvitations(db: Kysely<unknown>) {
  await db.schema
    .createTable('invitations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull().references('accounts.id'))
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('email', 'text')
    .addColumn('person_id', 'text')
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('accepted_by', 'text')
    .execute()
  await db.schema
    .createIndex('invitations_of_account')
    .on('invitations')
    .columns(['account_id', 'id'])
    .execute()
  await db.schema
    .createIndex('invitations_by_expiry')
    .on('invitations')
    .column('expires_at')
    .execute()
}

/** Adds the person to whom a token or a session belongs. */
async function addOwners(db: Kysely<unknown>) {
  await db.schema.alterTable('tokens').addColumn('person_id', 'text').execute()
  await db.schema.alterTable('tokens').addColumn('use', 'text').execute()
  await db.schema
    .createIndex('tokens_of_person')
    .on('tokens')
    .columns(['person_id', 'account_id'])
    .execute()
  await db.schema.alterTable('sessions').addColumn('signed_in_person', 'text').execute()
  await db.schema.alterTable('sessions').addColumn('only_account_id', 'text').execute()
}

/** Adds people, the accounts to which they belong, and the ways in which they sign in. */
export const peopleMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await addPeople(db)
    await addPasskeys(db)
    await addInvitations(db)
    await addOwners(db)
  },
}
