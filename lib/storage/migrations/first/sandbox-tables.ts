import type { Kysely } from 'kysely'

/** Creates the tables as they were in the first release. Every later change is a migration of its own. */
export async function createSandboxTables(db: Kysely<unknown>) {
  await db.schema
    .createTable('sandbox_grants')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('redirect_uri', 'text', (column) => column.notNull())
    .addColumn('code_challenge', 'text')
    .addColumn('code_hash', 'text', (column) => column.unique())
    .addColumn('code_expires_at', 'bigint')
    .addColumn('code_used_at', 'bigint')
    .addColumn('scenario', 'text', (column) => column.notNull())
    .addColumn('fault', 'text')
    .addColumn('identified_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('sandbox_grants_of_subject')
    .on('sandbox_grants')
    .columns(['service', 'subject'])
    .execute()

  await db.schema
    .createTable('sandbox_tokens')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('grant_id', 'text', (column) => column.notNull().references('sandbox_grants.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('sandbox_tokens_of_grant')
    .on('sandbox_tokens')
    .column('grant_id')
    .execute()
}
