import { Kysely } from 'kysely'
import type { Keyring } from './keyring'
import { refuseWrongKeys } from './keyring-check'
import { migrate } from './migrate'
import { postgresDialect } from './postgres'
import { sqliteDialect } from './sqlite'
import type { Tables } from './tables'

export type Database = Kysely<Tables>

export interface StorageOptions {
  /** `postgres://…`. Without it, the store is a SQLite file in `dataDir`. */
  databaseUrl?: string | undefined
  dataDir: string
  /** The keys to check. When they cannot open the stored values, nothing is written and `ready` rejects. */
  keyring?: Keyring
  /** Called when a connection breaks that is not in use. */
  onIdleError: (error: Error) => void
}

export interface Storage {
  db: Database
  /**
   * Resolves once the schema is current. Migrates at the first call that reaches the database. Rejects with the
   * reason when that fails; the next call tries again.
   */
  ready: () => Promise<void>
  close: () => Promise<void>
}

/** The time limit of one statement of a migration. */
const migrationPatienceMs = 60_000

async function checkAndMigrate(db: Database, { keyring }: StorageOptions) {
  if (keyring) await refuseWrongKeys(db, keyring)
  await migrate(db)
}

/**
 * Migrates the schema. Uses a separate connection on PostgreSQL, because changing a large table takes longer
 * than a request may.
 */
async function makeCurrent(db: Database, options: StorageOptions) {
  const { databaseUrl, onIdleError } = options
  if (!databaseUrl) return checkAndMigrate(db, options)
  const patient = postgresDialect(databaseUrl, onIdleError, migrationPatienceMs)
  const ownConnection: Database = new Kysely({ dialect: patient })
  try {
    await checkAndMigrate(ownConnection, options)
  } finally {
    await ownConnection.destroy()
  }
}

/** Creates the store. The first statement opens the file or the first connection. */
export function openStorage(options: StorageOptions): Storage {
  const dialect = options.databaseUrl
    ? postgresDialect(options.databaseUrl, options.onIdleError)
    : sqliteDialect(options.dataDir)
  const db = new Kysely<Tables>({ dialect })
  let current: Promise<void> | undefined
  return {
    db,
    ready: () => {
      current ??= makeCurrent(db, options).catch((error) => {
        current = undefined
        throw error
      })
      return current
    },
    close: () => db.destroy(),
  }
}
