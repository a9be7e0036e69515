import { closeSync, openSync } from 'node:fs'
import { SqliteAdapter, SqliteDialect } from 'kysely'
import Database from 'libsql'
import { makeDataFolder } from './data-folder'
import { errorCodeOf } from './error-code'
import { openWaitMs, WaitingSqliteDriver } from './sqlite-driver'
import { sqliteFile } from './sqlite-file'
import { UnusableStoreError } from './unusable'

/** Lets kysely migrate in a transaction, which SQLite can do. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

class EmbeddedSqliteDialect extends SqliteDialect {
  readonly #open: () => Database.Database

  constructor(open: () => Database.Database) {
    super({ database: async () => open() })
    this.#open = open
  }

  override createDriver() {
    return new WaitingSqliteDriver(this.#open)
  }

  override createAdapter() {
    return new TransactionalSqliteAdapter()
  }
}

/**
 * Returns the error to throw when the store does not open. It is an `UnusableStoreError`, whose
 * message tells the operator what to do, except when another process has locked the file for now,
 * or the cause is not an `Error`.
 */
function openError(dataDir: string, file: string, cause: unknown): Error {
  if (!(cause instanceof Error)) return new Error('the store did not open', { cause })
  const code = errorCodeOf(cause)
  // Another process has the lock. That passes, so the store is not unusable.
  if (code === 'SQLITE_BUSY') return cause
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new UnusableStoreError(
      `${file} is damaged or not a SQLite database; restore it from a backup, nothing was changed`,
      { cause },
    )
  }
  return new UnusableStoreError(`DATA_DIR (${dataDir}) cannot be written: ${cause.message}`, {
    cause,
  })
}

/**
 * Throws when a page of the file is damaged, so that damage is found at the start and not by a later request
 * (https://www.sqlite.org/pragma.html#pragma_quick_check).
 */
function refuseDamage(database: Database.Database) {
  const [result] = database.prepare('pragma quick_check(1)').raw().all()
  if (String(result) === 'ok') return
  throw Object.assign(new Error(String(result)), { code: 'SQLITE_CORRUPT' })
}

/**
 * Creates the dialect of the embedded store: one SQLite file in `dataDir`, durable after every commit. Opening
 * and reading leave an existing file as it is. The first write may change its journal mode.
 */
export function sqliteDialect(dataDir: string): SqliteDialect {
  const file = sqliteFile(dataDir)
  return new EmbeddedSqliteDialect(() => {
    try {
      makeDataFolder(dataDir)
      closeSync(openSync(file, 'a', 0o600))
      const database = new Database(file)
      database.pragma(`busy_timeout = ${openWaitMs}`)
      refuseDamage(database)
      database.pragma('synchronous = FULL')
      database.pragma('foreign_keys = ON')
      return database
    } catch (error) {
      throw openError(dataDir, file, error)
    }
  })
}
