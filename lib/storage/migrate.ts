import { type Kysely, type Migration, Migrator } from 'kysely'
import { firstMigration } from './migrations/0001-first'
import { grantEndMigration } from './migrations/0002-grant-end'
import { developerSideMigration } from './migrations/0003-developer-side'
import { trueStatusMigration } from './migrations/0004-true-status'
import { webhooksMigration } from './migrations/0005-webhooks'
import { signalsMigration } from './migrations/0006-signals'
import { limitsMigration } from './migrations/0007-limits'
import { liveToolsMigration } from './migrations/0008-live-tools'
import { peopleMigration } from './migrations/0009-people'
import { activityMigration } from './migrations/0010-activity'
import { identitiesMigration } from './migrations/0011-identities'
import { adminsMigration } from './migrations/0012-admins'
import { environmentLimitsMigration } from './migrations/0013-environment-limits'
import { mailMigration } from './migrations/0014-mail'
import { staffMigration } from './migrations/0015-staff'
import { endedPasskeysMigration } from './migrations/0016-ended-passkeys'
import { referencesMigration } from './migrations/0017-references'
import { activityNamesMigration } from './migrations/0018-activity-names'
import { formResultsMigration } from './migrations/0019-form-results'
import { mailReceiversMigration } from './migrations/0020-mail-receivers'
import type { Tables } from './tables'
import { UnusableStoreError } from './unusable'

/** The schema that one version of the program knows. */
export interface Schema {
  /** The migrations in the order of their names. The migrations of one release only add to the schema. */
  migrations: Record<string, Migration>
  /** The newest migration that a program has to know to use this schema. */
  needs: string
}

/**
 * The schema of this version. A release only adds to the schema of the release before, so that both releases can
 * use one store during an update.
 */
export const currentSchema: Schema = {
  migrations: {
    '0001-first': firstMigration,
    '0002-grant-end': grantEndMigration,
    '0003-developer-side': developerSideMigration,
    '0004-true-status': trueStatusMigration,
    '0005-webhooks': webhooksMigration,
    '0006-signals': signalsMigration,
    '0007-limits': limitsMigration,
    '0008-live-tools': liveToolsMigration,
    '0009-people': peopleMigration,
    '0010-activity': activityMigration,
    '0011-identities': identitiesMigration,
    '0012-admins': adminsMigration,
    '0013-environment-limits': environmentLimitsMigration,
    '0014-mail': mailMigration,
    '0015-staff': staffMigration,
    '0016-ended-passkeys': endedPasskeysMigration,
    '0017-references': referencesMigration,
    '0018-activity-names': activityNamesMigration,
    '0019-form-results': formResultsMigration,
    '0020-mail-receivers': mailReceiversMigration,
  },
  needs: '0001-first',
}

const needsFact = 'schema_needs'

/** Returns whether the store has a table with this name. */
export async function hasTable(db: Kysely<Tables>, name: string): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  return tables.some((table) => table.name === name)
}

/**
 * Returns whether a newer version of this program migrated the store.
 *
 * @throws {UnusableStoreError} when this version cannot use the newer schema
 */
async function wasMigratedByNewerVersion(
  db: Kysely<Tables>,
  { migrations }: Schema,
): Promise<boolean> {
  if (!(await hasTable(db, 'kysely_migration'))) return false
  const applied = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  if (applied.every(({ name }) => name in migrations)) return false
  const neededFact = await db
    .selectFrom('facts')
    .select('value')
    .where('name', '=', needsFact)
    .executeTakeFirst()
  if (neededFact && neededFact.value in migrations) return true
  throw new UnusableStoreError(
    'it was made by a newer version of this program; start that version, nothing was changed',
  )
}

/**
 * Migrates the schema to the current version, completely or not at all. Only one server at a time migrates.
 * A newer schema that this program can use is left as it is.
 *
 * @throws {UnusableStoreError} when the schema is too new for this program
 */
export async function migrate(db: Kysely<Tables>, schema = currentSchema): Promise<void> {
  if (await wasMigratedByNewerVersion(db, schema)) return
  const provider = { getMigrations: async () => schema.migrations }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error
  await db
    .insertInto('facts')
    .values({ name: needsFact, value: schema.needs })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: schema.needs }))
    .execute()
}
