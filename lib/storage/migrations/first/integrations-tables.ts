import type { Kysely } from 'kysely'

/** Creates the tables as they were in the first release. Every later change is a migration of its own. */
export async function createIntegrationTables(db: Kysely<unknown>) {
  await db.schema
    .createTable('integrations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull().references('accounts.id'))
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('external_id', 'text', (column) => column.notNull())
    .addColumn('grant_owner', 'text', (column) => column.notNull())
    .addColumn('account_name', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('status_reason', 'text')
    .addColumn('connected_at', 'bigint', (column) => column.notNull())
    .addColumn('checked_at', 'bigint')
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('available_tools', 'text', (column) => column.notNull())
    .addColumn('credential', 'text')
    .addColumn('credential_version', 'integer', (column) => column.notNull())
    .addColumn('refresh_owner', 'text')
    .addColumn('refresh_until', 'bigint')
    .addUniqueConstraint('integrations_one_per_external_account', [
      'account_id',
      'environment',
      'service',
      'external_id',
    ])
    .execute()

  await db.schema
    .createIndex('integrations_of_grant_owner')
    .on('integrations')
    .columns(['grant_owner', 'service'])
    .execute()

  await db.schema
    .createTable('events')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('integration_id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('actor', 'text')
    .addColumn('reason', 'text')
    .addColumn('account', 'text')
    .execute()
  await db.schema
    .createIndex('events_of_integration')
    .on('events')
    .columns(['integration_id', 'at', 'id'])
    .execute()

  await db.schema
    .createTable('revocations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('integration_id', 'text')
    .addColumn('credential', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('revocations_due').on('revocations').column('next_at').execute()
}
