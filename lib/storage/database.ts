import { Kysely, type KyselyPlugin, Migrator } from 'kysely'
import { first } from './migrations/0001-first'
import { postgresDialect } from './postgres'
import { sqliteDialect } from './sqlite'
import type { Tables } from './tables'
import { UnusableStoreError } from './unusable'

export type Database = Kysely<Tables>

export interface StorageOptions {
  /** `postgres://…`; without it the store is a SQLite file in `dataDir`. */
  databaseUrl?: string | undefined
  dataDir: string
  /** Told about connections that broke while nobody used them. */
  onIdleError: (error: Error) => void
  plugins?: KyselyPlugin[]
}

export interface Storage {
  db: Database
  /**
   * Resolves once the schema is current, migrating at the first call that reaches the database.
   * Rejects with what kept it from that; the next call tries again.
   */
  ready: () => Promise<void>
  close: () => Promise<void>
}

const migrations = { '0001-first': first }

async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    throw new UnusableStoreError(
      'it was made by a newer version of this program; start that version, nothing was changed',
      { cause: error },
    )
  }
  if (error) throw error
}

/** Describes the store; the file or the first connection is opened by the first statement. */
export function openStorage(options: StorageOptions): Storage {
  const dialect = options.databaseUrl
    ? postgresDialect(options.databaseUrl, options.onIdleError)
    : sqliteDialect(options.dataDir)
  const db = new Kysely<Tables>({ dialect, plugins: options.plugins ?? [] })
  let current: Promise<void> | undefined
  return {
    db,
    ready: () => {
      current ??= migrate(db).catch((error) => {
        current = undefined
        throw error
      })
      return current
    },
    close: () => db.destroy(),
  }
}
