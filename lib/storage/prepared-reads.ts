import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { LRUCache } from 'lru-cache'

/** More than the queries of the whole application. */
const mostKept = 300

/**
 * Keeps the prepared statement of every query, because to prepare one may take longer than to run it. A
 * statement that failed is prepared again. So is every write: libsql does not end a write that was refused,
 * and a later use of it would fail.
 */
export function keepPreparedReads(database: SqliteDatabase): SqliteDatabase {
  const reads = new LRUCache<string, SqliteStatement>({ max: mostKept })

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
