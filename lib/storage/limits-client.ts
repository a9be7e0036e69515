import { CompiledQuery, sql } from 'kysely'
import type { Database } from './database'
import { hashSecret } from './secret-hash'
import type { LimitsTable } from './tables'

/** A query as rate-limiter-flexible writes it. The first value is the key. */
interface LimitsQuery {
  text: string
  values: [key: string, ...numbers: number[]]
}

/** The part of a client of PostgreSQL that rate-limiter-flexible uses. */
interface LimitsClient {
  query: (query: LimitsQuery) => Promise<{ rows: object[]; rowCount: number }>
}

const roundMs = 60_000
/**
 * A value above this is a time in milliseconds since 1970, and any other value a number of points.
 */
const earliestTime = 1_000_000_000_000

/** Deletes the counts that have ended. Returns by how many milliseconds the database's clock is ahead of ours. */
async function removeEnded(db: Database): Promise<number> {
  const { rows } = await sql<{
    now: number
  }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db)
  const aheadMs = (rows[0]?.now ?? Date.now()) - Date.now()
  await db
    .deleteFrom('limits')
    .where('expire', '<=', Date.now() + aheadMs)
    .execute()
  return aheadMs
}

/**
 * Creates a client that runs the queries of rate-limiter-flexible on our own pool. It differs from a client of
 * PostgreSQL in four ways: keys are stored as hashes, because they contain addresses; times are those of the database's
 * clock, because the clocks of servers differ; no statement is prepared by name, because poolers between us and the
 * database do not know such names; and once a minute the counts that have ended are deleted.
 */
export function createLimitsClient(db: Database): LimitsClient {
  let round: { aheadMs: Promise<number>; endsAt: number } | undefined

  function aheadMs(): Promise<number> {
    if (!round || round.endsAt < performance.now()) {
      round = { aheadMs: removeEnded(db), endsAt: performance.now() + roundMs }
      round.aheadMs.catch(() => {
        round = undefined
      })
    }
    return round.aheadMs
  }

  return {
    async query({ text, values: [key, ...numbers] }) {
      const ahead = await aheadMs()
      const shifted = numbers.map((value) => (value > earliestTime ? value + ahead : value))
      const { rows } = await db.executeQuery<Pick<LimitsTable, 'points' | 'expire'>>(
        CompiledQuery.raw(text, [hashSecret(key), ...shifted]),
      )
      return {
        rowCount: rows.length,
        rows: rows.map((row) => ({ ...row, expire: row.expire - ahead })),
      }
    },
  }
}
