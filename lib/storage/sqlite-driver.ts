import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SelectQueryNode,
  SqliteDriver,
} from 'kysely'
import type { Database } from 'libsql'
import { isLocked } from './unavailable'

/** How long opening the file waits for another process: nobody is served yet. */
export const openPatienceMs = 5000
const lockPatienceMs = 5000
const longestPauseMs = 100

/**
 * One connection, which waits for the lock of another process without holding the event loop: libsql is
 * synchronous, and so is its busy timeout.
 */
export class PatientSqliteDriver extends SqliteDriver {
  #database: Database | undefined
  #isWritten = false

  constructor(open: () => Database) {
    super({ database: async () => (this.#database = open()) })
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection()
    return {
      streamQuery: connection.streamQuery.bind(connection),
      executeQuery: (query) =>
        this.#database?.inTransaction || SelectQueryNode.is(query.query)
          ? connection.executeQuery(query)
          : this.#alone(connection, query),
    }
  }

  /** A write of its own is a transaction too: what takes the lock is the one statement that may be refused. */
  async #alone<R>(connection: DatabaseConnection, query: CompiledQuery): Promise<QueryResult<R>> {
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
   * Takes the write lock when a transaction begins. A transaction that read first and then wanted to
   * write would be refused at once (https://www.sqlite.org/isolation.html). Others may read meanwhile.
   *
   * By `exec`, since libsql does not end a prepared statement that is refused: no commit succeeds beside it.
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
   * Lets others read while somebody writes. That changes the file, so it comes with the first write: a
   * store that is looked at and then refused stays as it was, byte for byte.
   */
  #prepareToWrite() {
    if (this.#isWritten) return
    this.#database?.pragma('journal_mode = WAL')
    this.#database?.pragma('busy_timeout = 0')
    this.#isWritten = true
  }

  /** A full disk may have rolled back already (https://www.sqlite.org/lang_transaction.html). */
  override async rollbackTransaction(connection: DatabaseConnection) {
    if (this.#database?.inTransaction) await super.rollbackTransaction(connection)
  }

  /**
   * Leaves all in the one file that a backup copies. libsql ends a connection only when the garbage
   * collector comes by, which at an exit it does not; leaving WAL removes the log at once. Beside
   * another process, or on a full disk, that is refused and the log stays, with nothing lost
   * (https://www.sqlite.org/pragma.html#pragma_journal_mode).
   */
  override async destroy() {
    try {
      if (this.#isWritten) this.#database?.pragma('journal_mode = DELETE')
    } catch {
      // Refused: see above.
    }
    await super.destroy()
  }
}
