import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { LRUCache } from 'lru-cache'

/** The number is greater than the number of different queries in the application. */
const maxKeptStatements = 300

/**
 * Returns a database that keeps the prepared statement of every `select`, because preparing a query may take longer
 * than running it. A query that failed is prepared again. A write is always prepared again, because libsql does not
 * end a write that was refused, and its statement would then fail at every later use.
 */
export function keepPreparedReads(database: SqliteDatabase): SqliteDatabase {
  const reads = new LRUCache<string, SqliteStatement>({ max: maxKeptStatements })

  function prepareRead(sql: string): SqliteStatement {
    const statement = database.prepare(sql)
    const read: SqliteStatement = {
      reader: statement.reader,
      all(parameters) {
        try {
          return statement.all(parameters)
        } catch (error) {
          reads.delete(sql)
          throw error
        }
      },
      run: (parameters) => statement.run(parameters),
      iterate: (parameters) => database.prepare(sql).iterate(parameters),
    }
    reads.set(sql, read)
    return read
  }

  return {
    prepare: (sql) =>
      sql.startsWith('select ') ? (reads.get(sql) ?? prepareRead(sql)) : database.prepare(sql),
    close() {
      reads.clear()
      database.close()
    },
  }
}
