import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { LRUCache } from 'lru-cache'

/** The number is greater than the number of different statements in the application. */
const maxKeptStatements = 500
/** A longer statement is one of many that are used once, such as an insert of many rows. */
const maxKeptLength = 4000

/**
 * Returns a database that keeps its prepared statements, because preparing a statement may take longer than running
 * it, and libsql frees its memory only when the garbage collector runs. A statement that failed is prepared again,
 * because libsql does not end a write that was refused, and the same statement would then fail at every later use.
 */
export function keepPrepared(database: SqliteDatabase): SqliteDatabase {
  const kept = new LRUCache<string, SqliteStatement>({ max: maxKeptStatements })

  function prepare(sql: string): SqliteStatement {
    const prepared = database.prepare(sql)
    const orForget =
      <Result>(use: (parameters: readonly unknown[]) => Result) =>
      (parameters: readonly unknown[]) => {
        try {
          return use(parameters)
        } catch (error) {
          kept.delete(sql)
          throw error
        }
      }
    const statement: SqliteStatement = {
      reader: prepared.reader,
      all: orForget((parameters) => prepared.all(parameters)),
      run: orForget((parameters) => prepared.run(parameters)),
      iterate: (parameters) => database.prepare(sql).iterate(parameters),
    }
    if (sql.length <= maxKeptLength) kept.set(sql, statement)
    return statement
  }

  return {
    prepare: (sql) => kept.get(sql) ?? prepare(sql),
    close() {
      kept.clear()
      database.close()
    },
  }
}
