import type { Kysely, Migration } from 'kysely'

/** Adds the person to whom a mail goes, so that it is not sent when they no longer belong to the account. */
export const mailReceiversMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('mails').addColumn('person_id', 'text').execute()
  },
}
