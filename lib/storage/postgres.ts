import { PostgresDialect } from 'kysely'
import pg from 'pg'

const connectPatienceMs = 3000
/**
 * The time limit of one statement. An API client waits 10 s for an answer, so a failing request has to fail
 * before that.
 */
const queryPatienceMs = 4000

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
}

/**
 * Closes a connection whose query timed out. Otherwise the pool would give it out again, and the next query
 * would wait behind the first one: for ever, if the server is gone.
 */
function dropWhenStuck(client: pg.PoolClient): void {
  const query = client.query.bind(client)
  Object.assign(client, {
    async query(text: string, values: unknown[]) {
      try {
        return await query(text, values)
      } catch (error) {
        const isStuck = error instanceof Error && error.message === 'Query read timeout'
        if (isStuck) void client.end().catch(() => {})
        throw error
      }
    },
  })
}

/**
 * Creates the dialect of PostgreSQL with a limited pool. A request that gets no connection in time fails
 * instead of waiting without end.
 */
export function postgresDialect(
  connectionString: string,
  onIdleError: (error: Error) => void,
  queryTimeoutMs = queryPatienceMs,
): PostgresDialect {
  return new PostgresDialect({
    pool: async () => {
      const pool = new pg.Pool({
        connectionString,
        max: 10,
        connectionTimeoutMillis: connectPatienceMs,
        query_timeout: queryTimeoutMs,
        types,
      })
      pool.on('error', (error) => {
        // While the pool is being closed, a connection may still report that the server closed it.
        if (!pool.ending) onIdleError(error)
      })
      pool.on('connect', (client) => {
        // The pool listens only while a client is idle. Without a listener a lost connection ends the process.
        client.on('error', () => {})
        dropWhenStuck(client)
      })
      return pool
    },
  })
}
