import type { Kysely, Migration } from 'kysely'

/**
 * Adds the times at which the background work checks an integration and renews its access token. An older server
 * leaves the columns of a new integration empty; `schedule.ts` then fills them.
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
  },
}
