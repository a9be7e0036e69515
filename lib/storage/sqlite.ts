import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'
import Database from 'libsql'
import { makeDataFolder } from './data-folder'
import { UnusableStoreError } from './unusable'

const busyTimeoutMs = 5000

/**
 * Takes the write lock when a transaction begins. A transaction that read first and then wanted to
 * write would be refused at once, whatever the busy timeout (https://www.sqlite.org/isolation.html).
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: () => Database.Database | undefined

  constructor(open: () => Database.Database) {
    let database: Database.Database | undefined
    super({
      database: async () => {
        database = open()
        return database
      },
    })
    this.#database = () => database
  }

  override async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** A full disk may have rolled back already (https://www.sqlite.org/lang_transaction.html). */
  override async rollbackTransaction(connection: DatabaseConnection) {
    if (this.#database()?.inTransaction) await super.rollbackTransaction(connection)
  }

  /**
   * Leaves all in the one file that a backup copies. libsql ends a connection only when the garbage
   * collector comes by, which at an exit it does not; leaving WAL removes the log at once. Beside
   * another process, or on a full disk, that is refused and the log stays, with nothing lost
   * (https://www.sqlite.org/pragma.html#pragma_journal_mode).
   */
  override async destroy() {
    try {
      this.#database()?.pragma('busy_timeout = 0')
      this.#database()?.pragma('journal_mode = DELETE')
    } catch {
      // Refused: see above.
    }
    await super.destroy()
  }
}

/** A schema changes as a whole or not at all: SQLite can, kysely does not know. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #open: () => Database.Database

  constructor(open: () => Database.Database) {
    super({ database: async () => open() })
    this.#open = open
  }

  override createDriver() {
    return new ImmediateSqliteDriver(this.#open)
  }

  override createAdapter() {
    return new TransactionalSqliteAdapter()
  }
}

/** What is wrong with a store that does not open, in words its owner can act on. */
function unusable(dataDir: string, file: string, cause: unknown): Error {
  if (!(cause instanceof Error)) return new Error('the store did not open', { cause })
  const code = 'code' in cause ? String(cause.code) : ''
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
 * Looks at every page, so that damage is found at the start and not by whoever asks for a row on it
 * (https://www.sqlite.org/pragma.html#pragma_quick_check).
 */
function refuseDamage(database: Database.Database) {
  const [found] = database.prepare('pragma quick_check(1)').raw().all()
  if (String(found) === 'ok') return
  throw Object.assign(new Error(String(found)), { code: 'SQLITE_CORRUPT' })
}

/** The embedded store: one SQLite file in `dataDir`, durable at every commit. */
export function sqliteDialect(dataDir: string): SqliteDialect {
  const file = join(dataDir, 'miteos.db')
  return new ImmediateSqliteDialect(() => {
    try {
      makeDataFolder(dataDir)
      closeSync(openSync(file, 'a', 0o600))
      const database = new Database(file)
      database.pragma(`busy_timeout = ${busyTimeoutMs}`)
      refuseDamage(database)
      database.pragma('journal_mode = WAL')
      database.pragma('synchronous = FULL')
      database.pragma('foreign_keys = ON')
      return database
    } catch (error) {
      throw unusable(dataDir, file, error)
    }
  })
}
