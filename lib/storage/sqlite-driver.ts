import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SelectQueryNode,
  SqliteDriver,
} from 'kysely'
import type { Database } from 'libsql'
import { keepPrepared } from './prepared-statements'
import { isLocked } from './unavailable'

/**
 * The longest time to wait, when the file is opened, for another process to release its lock. No request is served
 * before the file is open.
 */
export const openWaitMs = 5000
/** The longest time that a write waits for another process to release its lock. */
const lockWaitMs = 5000
const maxPauseMs = 100

/**
 * A driver with one connection that waits for the lock of another process without blocking the event loop. libsql
 * itself would block it, because its calls and its busy timeout are synchronous.
 */
export class WaitingSqliteDriver extends SqliteDriver {
  #database: Database | undefined
  #isPreparedToWrite = false

  constructor(open: () => Database) {
    super({
      database: async () => {
        this.#database = open()
        return keepPrepared(this.#database)
      },
    })
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection()
    return {
      streamQuery: connection.streamQuery.bind(connection),
      executeQuery: (query) =>
        this.#database?.inTransaction || SelectQueryNode.is(query.query)
          ? connection.executeQuery(query)
          : this.#runInTransaction(connection, query),
    }
  }

  /** Runs a single write in a transaction, so that only the statement that takes the lock can be refused. */
  async #runInTransaction<R>(
    connection: DatabaseConnection,
    query: CompiledQuery,
  ): Promise<QueryResult<R>> {
    await this.beginTransaction()
    try {
      const result = await connection.executeQuery<R>(query)
      await super.commitTransaction(connection)
      return result
    } catch (error) {
      await this.rollbackTransaction(connection)
      throw error
    }
  }

  /**
   * Takes the write lock when a transaction begins. SQLite refuses a transaction that reads first and then
   * writes while another one is writing (https://www.sqlite.org/isolation.html). Other connections may read meanwhile.
   *
   * Uses `exec`, because libsql does not end a prepared statement that was refused, and then no commit
   * succeeds.
   */
  override async beginTransaction() {
    const deadline = performance.now() + lockWaitMs
    for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, maxPauseMs)) {
      try {
        this.#prepareToWrite()
        this.#database?.exec('begin immediate')
        return
      } catch (error) {
        if (!isLocked(error) || performance.now() > deadline) throw error
      }
      await super.releaseConnection()
      await sleep(pauseMs)
      await super.acquireConnection()
    }
  }

  /**
   * Switches to WAL, so that other connections can read during a write. The switch changes the file, so it is made
   * only before the first write: a store that is read and then refused stays unchanged, byte for byte.
   */
  #prepareToWrite() {
    if (this.#isPreparedToWrite) return
    this.#database?.pragma('journal_mode = WAL')
    this.#database?.pragma('busy_timeout = 0')
    this.#isPreparedToWrite = true
  }

  /**
   * Rolls back, unless SQLite has already done so, as on a full disk
   * (https://www.sqlite.org/lang_transaction.html).
   */
  override async rollbackTransaction(connection: DatabaseConnection) {
    if (this.#database?.inTransaction) await super.rollbackTransaction(connection)
  }

  /**
   * Writes everything to the one file that a backup copies. libsql closes a connection only when the garbage
   * collector runs, and the collector does not run at an exit. Leaving WAL removes the log file at once. SQLite refuses
   * to leave WAL while another process uses the file or the disk is full; the log file then stays and nothing is lost
   * (https://www.sqlite.org/pragma.html#pragma_journal_mode).
   */
  override async destroy() {
    try {
      if (this.#isPreparedToWrite) this.#database?.pragma('journal_mode = DELETE')
    } catch {
      // SQLite refused, so the log file stays.
    }
    await super.destroy()
  }
}
