import { type Kysely, type Migration, Migrator } from 'kysely'
import { first } from './migrations/0001-first'
import { grantEnd } from './migrations/0002-grant-end'
import { developerSide } from './migrations/0003-developer-side'
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
 * The schema of this version. A release only adds to the schema of the one before, so that both can use one
 * store during an update.
 */
export const currentSchema: Schema = {
  migrations: {
    '0001-first': first,
    '0002-grant-end': grantEnd,
    '0003-developer-side': developerSide,
  },
  needs: '0001-first',
}

const needsFact = 'schema_needs'

/** Returns whether the store has a table with this name. */
export async function hasTable(db: Kysely<Tables>, name: string): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  return tables.some((table) => table.name === name)
}

/** Returns whether a newer program made the schema and this one can use it. Throws when this one cannot use it. */
async function isNewer(db: Kysely<Tables>, { migrations }: Schema): Promise<boolean> {
  if (!(await hasTable(db, 'kysely_migration'))) return false
  const done = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  if (done.every(({ name }) => name in migrations)) return false
  const needed = await db
    .selectFrom('facts')
    .select('value')
    .where('name', '=', needsFact)
    .executeTakeFirst()
  if (needed && needed.value in migrations) return true
  throw new UnusableStoreError(
    'it was made by a newer version of this program; start that version, nothing was changed',
  )
}

/**
 * Migrates the schema to the current version, completely or not at all. Only one server at a time does so. A
 * schema of the next release is left as it is.
 *
 * @throws {UnusableStoreError} when the schema is too new for this program
 */
export async function migrate(db: Kysely<Tables>, schema = currentSchema): Promise<void> {
  if (await isNewer(db, schema)) return
  const provider = { getMigrations: async () => schema.migrations }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error
  await db
    .insertInto('facts')
    .values({ name: needsFact, value: schema.needs })
    .onConflict((known) => known.column('name').doUpdateSet({ value: schema.needs }))
    .execute()
}
