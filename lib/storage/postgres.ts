import { PostgresDialect } from 'kysely'
import pg from 'pg'

const connectTimeoutMs = 3000
/**
 * The time limit of one statement of a request. An API client waits 10 s for an answer, so a failing request has to
 * fail earlier.
 */
const requestQueryTimeoutMs = 4000

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
}

/**
 * Makes a connection close when one of its queries times out. Otherwise the pool would use the connection again, and
 * the next query would wait for the first query: without end, if the server is gone.
 */
function closeAfterTimeout(client: pg.PoolClient): void {
  const query = client.query.bind(client)
  Object.assign(client, {
    async query(text: string, values: unknown[]) {
      try {
        return await query(text, values)
      } catch (error) {
        const hasTimedOut = error instanceof Error && error.message === 'Query read timeout'
        if (hasTimedOut) void client.end().catch(() => {})
        throw error
      }
    },
  })
}

interface PoolOptions {
  onIdleError: (error: Error) => void
  queryTimeoutMs?: number
  /** Receives the pool once it is open. */
  onOpen?: (pool: PoolCounts) => void
}

/** The connections of a pool, and the queries that wait for one. */
export interface PoolCounts {
  readonly totalCount: number
  readonly idleCount: number
  readonly waitingCount: number
}

/**
 * Creates the dialect of PostgreSQL with a limited pool. A request that gets no connection in time fails
 * instead of waiting without end.
 */
export function postgresDialect(
  connectionString: string,
  { onIdleError, queryTimeoutMs = requestQueryTimeoutMs, onOpen }: PoolOptions,
): PostgresDialect {
  return new PostgresDialect({
    pool: async () => {
      const pool = new pg.Pool({
        connectionString,
        max: 10,
        connectionTimeoutMillis: connectTimeoutMs,
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
        closeAfterTimeout(client)
      })
      onOpen?.(pool)
      return pool
    },
  })
}
