import type { Migration } from 'kysely'

/**
 * Adds webhooks, their messages and the deliveries. Messages have no foreign key, so that the
 * change of a status does not fail when a webhook is deleted at the same time.
 */
export const webhooksMigration: Migration = {
  async up(db) {
    await db.schema
      .createTable('webhooks')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('account_id', 'text', (column) => column.notNull().references('accounts.id'))
      .addColumn('environment', 'text', (column) => column.notNull())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('events', 'text', (column) => column.notNull())
      .addColumn('description', 'text', (column) => column.notNull())
      .addColumn('secret', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('delivered_at', 'bigint')
      .addColumn('disabled_at', 'bigint')
      .execute()
    await db.schema
      .createIndex('webhooks_of_account')
      .on('webhooks')
      .columns(['account_id', 'environment', 'id'])
      .execute()

    await db.schema
      .createTable('webhook_messages')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('webhook_id', 'text', (column) => column.notNull())
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'bigint')
      .execute()
    await db.schema
      .createIndex('webhook_messages_due')
      .on('webhook_messages')
      .column('next_at')
      .execute()
    await db.schema
      .createIndex('webhook_messages_of_webhook')
      .on('webhook_messages')
      .columns(['webhook_id', 'next_at', 'id'])
      .execute()
    await db.schema
      .createIndex('webhook_messages_age')
      .on('webhook_messages')
      .column('created_at')
      .execute()

    await db.schema
      .createTable('webhook_deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('webhook_id', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('attempt', 'integer', (column) => column.notNull())
      .addColumn('status', 'integer')
      .addColumn('took_ms', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'bigint')
      .addColumn('error', 'text')
      .execute()
    await db.schema
      .createIndex('webhook_deliveries_of_webhook')
      .on('webhook_deliveries')
      .columns(['webhook_id', 'id'])
      .execute()
    await db.schema
      .createIndex('webhook_deliveries_age')
      .on('webhook_deliveries')
      .column('at')
      .execute()
  },
}
