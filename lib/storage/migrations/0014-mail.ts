import { type Kysely, type Migration, sql } from 'kysely'

async function addMails(db: Kysely<unknown>) {
  await db.schema
    .createTable('mails')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('about', 'text', (column) => column.notNull())
    .addColumn('content', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'bigint')
    .addColumn('outcome', 'text')
    .execute()
  await db.schema.createIndex('mails_due').on('mails').column('next_at').execute()
  await db.schema.createIndex('mails_age').on('mails').column('created_at').execute()
  await db.schema.createIndex('mails_about').on('mails').column('about').execute()
  await db.schema
    .createIndex('mails_of_account')
    .on('mails')
    .columns(['account_id', 'created_at'])
    .execute()
}

/**
 * Adds mails, the choice to get none about breaks, and the last break of an integration that was
 * decided.
 */
export const mailMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await addMails(db)
    await db.schema.alterTable('memberships').addColumn('break_mails_off_at', 'bigint').execute()
    await db.schema.alterTable('integrations').addColumn('break_decided', 'bigint').execute()
    await db.schema
      .createIndex('integrations_undecided_breaks')
      .on('integrations')
      .column('broken_at')
      .where(sql<boolean>`break_decided is null or break_decided <> broken_at`)
      .execute()
  },
}
