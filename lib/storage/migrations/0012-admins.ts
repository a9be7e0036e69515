import { type Kysely, type Migration, sql } from 'kysely'

type FilledTables = {
  integrations: { connected_by: string | null; connected_by_id: string | null }
}

function idIn(json: string): string | null {
  try {
    const { id }: { id?: unknown } = JSON.parse(json)
    return typeof id === 'string' ? id : null
  } catch {
    return null
  }
}

/** Fills in who connected each integration, from its newest event that put a grant into it. */
async function fillConnectedBy(db: Kysely<FilledTables>) {
  await sql`update integrations set connected_by = (
    select events.caused_by from events
    where events.account_id = integrations.account_id and events.integration_id = integrations.id
      and events.type in ('connected', 'reconnected', 'account_replaced')
    order by events.at desc, events.id desc limit 1)`.execute(db)
  const actors = await db
    .selectFrom('integrations')
    .select('connected_by')
    .distinct()
    .where('connected_by', 'is not', null)
    .execute()
  for (const { connected_by } of actors) {
    const connected_by_id = connected_by === null ? null : idIn(connected_by)
    await db
      .updateTable('integrations')
      .set(connected_by_id === null ? { connected_by: null } : { connected_by_id })
      .where('connected_by', '=', connected_by)
      .execute()
  }
}

async function addConnectedBy(db: Kysely<unknown>) {
  await db.schema.alterTable('integrations').addColumn('connected_by', 'text').execute()
  await db.schema.alterTable('integrations').addColumn('connected_by_id', 'text').execute()
  await fillConnectedBy(db.withTables<FilledTables>())
  await db.schema
    .createIndex('integrations_of_connector')
    .on('integrations')
    .columns(['account_id', 'connected_by_id'])
    .execute()
  await db.schema
    .createIndex('integrations_of_status')
    .on('integrations')
    .columns(['account_id', 'environment', 'status'])
    .execute()
}

async function addReconnectLinks(db: Kysely<unknown>) {
  await db.schema
    .createTable('reconnect_links')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull().references('accounts.id'))
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('integration_id', 'text', (column) => column.notNull())
    .addColumn('external_id', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('email', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('claimed_by', 'text')
    .addColumn('claimed_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('end_reason', 'text')
    .execute()
  await db.schema
    .createIndex('reconnect_links_of_integration')
    .on('reconnect_links')
    .columns(['account_id', 'integration_id'])
    .execute()
  await db.schema
    .createIndex('reconnect_links_by_expiry')
    .on('reconnect_links')
    .column('expires_at')
    .execute()
  await db.schema.alterTable('attempts').addColumn('only_expected', 'integer').execute()
}

/** Adds who connected each integration, and the reconnect links. */
export const adminsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await addConnectedBy(db)
    await addReconnectLinks(db)
  },
}
