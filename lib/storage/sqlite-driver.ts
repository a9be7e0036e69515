import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SelectQueryNode,
  SqliteDriver,
} from 'kysely'
import type { Database } from 'libsql'
import { keepPreparedReads } from './prepared-reads'
import { isLocked } from './unavailable'

/** Opening the file waits this long for another process. No request is served before the file is open. */
export const openPatienceMs = 5000
const lockPatienceMs = 5000
const longestPauseMs = 100

/**
 * A driver with one connection that waits for another process's lock without blocking the event loop. libsql
 * itself is synchronous, and so is its busy timeout.
 */
export class PatientSqliteDriver extends SqliteDriver {
  #database: Database | undefined
  #isPreparedToWrite = false

  constructor(open: () => Database) {
    super({
      database: async () => {
        this.#database = open()
        return keepPreparedReads(this.#database)
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
          : this.#runAlone(connection, query),
    }
  }

  /** Runs a single write in a transaction, so that only the statement that takes the lock can be refused. */
  async #runAlone<R>(
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
   * writes while another one is writing (https://www.sqlite.org/isolation.html). Others may read meanwhile.
   *
   * Uses `exec`, because libsql does not end a prepared statement that was refused, and then no commit
   * succeeds.
   */
  override async beginTransaction() {
    const until = performance.now() + lockPatienceMs
    for (let pause = 1; ; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        this.#prepareToWrite()
        this.#database?.exec('begin immediate')
        return
      } catch (error) {
        if (!isLocked(error) || performance.now() > until) throw error
      }
      await super.releaseConnection()
      await sleep(pause)
      await super.acquireConnection()
    }
  }

  /**
   * Switches to WAL, so that others can read during a write. That changes the file, so it is done only before
   * the first write: a store that is read and then refused stays unchanged, byte for byte.
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
   * collector runs, and it does not run at an exit. Leaving WAL removes the log at once. SQLite refuses that
   * while another process uses the file or the disk is full; then the log stays and nothing is lost
   * (https://www.sqlite.org/pragma.html#pragma_journal_mode).
   */
  override async destroy() {
    try {
      if (this.#isPreparedToWrite) this.#database?.pragma('journal_mode = DELETE')
    } catch {
      // The log stays.
    }
    await super.destroy()
  }
}
