import type { Kysely, Migration } from 'kysely'

/**
 * Adds the checks, the visits of people, and the times at which the background work checks an
 * integration and renews its access token. An older server leaves these times empty for a new
 * integration; `check-plan.ts` fills them later.
 */
export const trueStatusMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const [name, type] of [
      ['next_check_at', 'bigint'],
      ['renew_at', 'bigint'],
      ['failed_checks', 'integer'],
      ['failing_since', 'bigint'],
      ['failing_reason', 'text'],
      ['broken_at', 'bigint'],
      ['status_since', 'bigint'],
    ] as const) {
      await db.schema.alterTable('integrations').addColumn(name, type).execute()
    }
    for (const time of ['next_check_at', 'renew_at'] as const) {
      await db.schema
        .createIndex(`integrations_by_${time}`)
        .on('integrations')
        .columns([time, 'service', 'environment'])
        .execute()
    }
    await db.schema
      .createTable('visits')
      .addColumn('person', 'text', (column) => column.primaryKey())
      .addColumn('last_at', 'bigint', (column) => column.notNull())
      .addColumn('began_at', 'bigint', (column) => column.notNull())
      .addColumn('seen_until', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('checks')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('integration_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('cause', 'text', (column) => column.notNull())
      .addColumn('asked', 'text')
      .addColumn('answered', 'text')
      .addColumn('took_ms', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('checks_of_integration')
      .on('checks')
      .columns(['integration_id', 'id'])
      .execute()
  },
}
