import { Kysely } from 'kysely'
import type { Keyring } from './keyring'
import { refuseWrongKeys } from './keyring-check'
import { migrate } from './migrate'
import { type PoolCounts, postgresDialect } from './postgres'
import { sqliteDialect } from './sqlite'
import type { Tables } from './tables'

export type Database = Kysely<Tables>

export interface StorageOptions {
  /** `postgres://…`. Without it, the store is a SQLite file in `dataDir`. */
  databaseUrl?: string | undefined
  dataDir: string
  /** The keys to check. When they cannot open the stored values, nothing is written and `ready` rejects. */
  keyring?: Keyring
  /** Called when a connection of PostgreSQL breaks while no query uses it. */
  onIdleError: (error: Error) => void
}

export interface Storage {
  db: Database
  /**
   * Resolves once the schema is current. The first call migrates the schema. Rejects with the reason when the
   * migration fails; the next call then tries again.
   */
  ready: () => Promise<void>
  /** True when the store is a database server, which several servers use. */
  isShared: boolean
  /** Returns the counts of the pool of PostgreSQL, or `undefined` when there is no pool or it is not open yet. */
  pool: () => PoolCounts | undefined
  close: () => Promise<void>
}

/** The time limit of one statement of a migration. */
const migrationTimeoutMs = 60_000

async function checkAndMigrate(db: Database, { keyring }: StorageOptions) {
  if (keyring) await refuseWrongKeys(db, keyring)
  await migrate(db)
}

/**
 * Checks the keys and migrates the schema. On PostgreSQL uses a separate connection, because changing a large table
 * takes longer than the time limit of a request.
 */
async function prepareSchema(db: Database, options: StorageOptions) {
  const { databaseUrl, onIdleError } = options
  if (!databaseUrl) return checkAndMigrate(db, options)
  const dialect = postgresDialect(databaseUrl, { onIdleError, queryTimeoutMs: migrationTimeoutMs })
  const migrationDb: Database = new Kysely({ dialect })
  try {
    await checkAndMigrate(migrationDb, options)
  } finally {
    await migrationDb.destroy()
  }
}

/** Creates the store. The first statement opens the file or the first connection. */
export function openStorage(options: StorageOptions): Storage {
  let pool: PoolCounts | undefined
  const dialect = options.databaseUrl
    ? postgresDialect(options.databaseUrl, {
        onIdleError: options.onIdleError,
        onOpen: (opened) => {
          pool = opened
        },
      })
    : sqliteDialect(options.dataDir)
  const db = new Kysely<Tables>({ dialect })
  let preparation: Promise<void> | undefined
  return {
    db,
    ready: () => {
      preparation ??= prepareSchema(db, options).catch((error) => {
        preparation = undefined
        throw error
      })
      return preparation
    },
    isShared: options.databaseUrl !== undefined,
    pool: () => pool,
    close: () => db.destroy(),
  }
}
