import { PostgresDialect } from 'kysely'
import pg from 'pg'

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
}

/** A bounded pool: a server that cannot get a connection says so instead of queueing without end. */
export function postgresDialect(
  connectionString: string,
  onIdleError: (error: Error) => void,
  queryTimeout = 15_000,
): PostgresDialect {
  return new PostgresDialect({
    pool: async () => {
      const pool = new pg.Pool({
        connectionString,
        max: 10,
        connectionTimeoutMillis: 5000,
        query_timeout: queryTimeout,
        types,
      })
      pool.on('error', onIdleError)
      return pool
    },
  })
}
