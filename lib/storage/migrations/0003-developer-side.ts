import type { Kysely, Migration } from 'kysely'

async function addColumns(db: Kysely<unknown>) {
  for (const [name, type] of [
    ['created_by', 'text'],
    ['expires_at', 'bigint'],
    ['last_used_at', 'bigint'],
    ['last_used_from', 'text'],
    ['ends_with', 'text'],
  ] as const) {
    await db.schema.alterTable('tokens').addColumn(name, type).execute()
  }
  await db.schema
    .createIndex('tokens_of_account')
    .on('tokens')
    .columns(['account_id', 'environment', 'id'])
    .execute()
  await db.schema.alterTable('attempts').addColumn('account_id', 'text').execute()
  await db.schema.alterTable('transactions').addColumn('attempt_id', 'text').execute()
  await db.schema.alterTable('oauth_codes').addColumn('attempt_id', 'text').execute()
}

async function createActivity(db: Kysely<unknown>) {
  await db.schema
    .createTable('activity')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .execute()
  await db.schema
    .createIndex('activity_of_account')
    .on('activity')
    .columns(['account_id', 'id'])
    .execute()
}

async function createRedirectUris(db: Kysely<unknown>) {
  await db.schema
    .createTable('redirect_uris')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull().references('accounts.id'))
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('uri', 'text', (column) => column.notNull())
    .addColumn('app_name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('last_used_at', 'bigint')
    .addUniqueConstraint('redirect_uris_once', ['account_id', 'environment', 'uri'])
    .execute()
  await db.schema
    .createIndex('redirect_uris_of_account')
    .on('redirect_uris')
    .columns(['account_id', 'environment', 'id'])
    .execute()
}

async function createConnectAttempts(db: Kysely<unknown>) {
  await db.schema
    .createTable('connect_attempts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('app_name', 'text')
    .addColumn('redirect_host', 'text', (column) => column.notNull())
    .addColumn('started_by', 'text')
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('integration_id', 'text')
    .execute()
  await db.schema
    .createIndex('connect_attempts_of_account')
    .on('connect_attempts')
    .columns(['account_id', 'environment', 'id'])
    .execute()
  await db.schema
    .createIndex('connect_attempts_age')
    .on('connect_attempts')
    .column('started_at')
    .execute()

  await db.schema
    .createTable('connect_attempt_steps')
    .addColumn('attempt_id', 'text', (column) =>
      column.notNull().references('connect_attempts.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('request_id', 'text')
    .addColumn('failed', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addPrimaryKeyConstraint('connect_attempt_steps_key', ['attempt_id', 'position'])
    .execute()

  await db.schema
    .createTable('connect_attempt_references')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('reference', 'text', (column) => column.notNull())
    .addColumn('attempt_id', 'text', (column) =>
      column.notNull().references('connect_attempts.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('connect_attempt_references_key', [
      'account_id',
      'environment',
      'reference',
      'attempt_id',
    ])
    .execute()
  await db.schema
    .createIndex('connect_attempt_references_of_attempt')
    .on('connect_attempt_references')
    .column('attempt_id')
    .execute()
}

/** Adds redirect URIs, the facts about tokens that pages show, the records of attempts to connect, and the activity. */
export const developerSideMigration: Migration = {
  async up(db) {
    await addColumns(db)
    await createActivity(db)
    await createRedirectUris(db)
    await createConnectAttempts(db)
  },
}
