import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { CompiledQuery, type DatabaseConnection, SqliteDialect, SqliteDriver } from 'kysely'
import Database from 'libsql'
import { UnusableStoreError } from './unusable'

const busyTimeoutMs = 5000

/**
 * Takes the write lock when a transaction begins. A transaction that read first and then wanted to
 * write would be refused at once, whatever the busy timeout (https://www.sqlite.org/isolation.html).
 */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #open: () => Database.Database

  constructor(open: () => Database.Database) {
    super({ database: async () => open() })
    this.#open = open
  }

  override createDriver() {
    return new ImmediateSqliteDriver({ database: async () => this.#open() })
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

/** The embedded store: one SQLite file in `dataDir`, durable at every commit. */
export function sqliteDialect(dataDir: string): SqliteDialect {
  const file = join(dataDir, 'miteos.db')
  return new ImmediateSqliteDialect(() => {
    try {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 })
      closeSync(openSync(file, 'a', 0o600))
      const database = new Database(file)
      database.pragma(`busy_timeout = ${busyTimeoutMs}`)
      database.pragma('journal_mode = WAL')
      database.pragma('synchronous = FULL')
      database.pragma('foreign_keys = ON')
      return database
    } catch (error) {
      throw unusable(dataDir, file, error)
    }
  })
}
