import type { Kysely, Migration } from 'kysely'

async function addStaff(db: Kysely<unknown>) {
  await db.schema
    .createTable('staff')
    .addColumn('person_id', 'text', (column) => column.primaryKey().references('people.id'))
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('added_at', 'bigint', (column) => column.notNull())
    .addColumn('added_by', 'text', (column) => column.notNull())
    .addColumn('removed_at', 'bigint')
    .execute()
  await db.schema
    .createTable('staff_links')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .execute()
  await db.schema
    .createTable('staff_sessions')
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function addVisits(db: Kysely<unknown>) {
  await db.schema
    .createTable('support_visits')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('account_id', 'text', (column) => column.notNull().references('accounts.id'))
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('token_id', 'text', (column) => column.notNull().unique())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .addColumn('closed_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('support_visits_of_person')
    .on('support_visits')
    .columns(['person_id', 'id'])
    .execute()
  await db.schema
    .createIndex('support_visits_open')
    .on('support_visits')
    .columns(['closed_at', 'ends_at'])
    .execute()
  await db.schema
    .createTable('support_steps')
    .addColumn('visit_id', 'text', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('support_steps_key', ['visit_id', 'step'])
    .execute()
}

/** Adds the operator's support staff, and what they did in the accounts of customers. */
export const staffMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await addStaff(db)
    await addVisits(db)
    await db.schema.alterTable('activity').addColumn('note', 'text').execute()
    await db.schema
      .createIndex('connect_attempt_references_by_reference')
      .on('connect_attempt_references')
      .column('reference')
      .execute()
    await db.schema.createIndex('people_by_name').on('people').column('name').execute()
    await db.schema.createIndex('memberships_by_email').on('memberships').column('email').execute()
  },
}
