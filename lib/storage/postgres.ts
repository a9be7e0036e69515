import { PostgresDialect } from 'kysely'
import pg from 'pg'

const connectPatienceMs = 3000
/** An API client waits 10 s for an answer: a request that fails here has to fail before that. */
const queryPatienceMs = 4000

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
}

/**
 * Lets go of a connection in which a query ran out of time. The pool would hand it out again, and
 * whoever gets it waits behind that query, for ever if the other end is gone.
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

/** A bounded pool: a server that cannot get a connection says so instead of queueing without end. */
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
        // A connection that is being closed may still hear that its server ends it.
        if (!pool.ending) onIdleError(error)
      })
      pool.on('connect', (client) => {
        // The pool listens while a client is idle only; unheard, a lost connection ends the process.
        client.on('error', () => {})
        dropWhenStuck(client)
      })
      return pool
    },
  })
}
