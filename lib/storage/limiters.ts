import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Storage } from './database'
import { createLimitsClient } from './limits-client'

const windowSeconds = 60

/** The counts of one limit, which begin anew a minute after the first. */
export type Limiter = RateLimiterMemory | RateLimiterPostgres

/**
 * Opens a limit by its name, which allows so many points a minute for each key. Limits of the same name on the same
 * database share their counts.
 */
export type OpenLimiter = (name: string, points: number) => Limiter

/** Opens a limit that each server counts for itself, so that it costs no work of the store. */
export const openMemoryLimiter = (keyPrefix: string, points: number): RateLimiterMemory =>
  new RateLimiterMemory({ keyPrefix, points, duration: windowSeconds })

/**
 * Creates the function that opens limits. With PostgreSQL all servers together allow a limit once. While PostgreSQL
 * does not count, each server counts for itself. With SQLite each server always does: one count there waits for the
 * disk, and two servers share a file only while one replaces the other.
 */
export function createLimiters(storage: Pick<Storage, 'db' | 'isShared'>): OpenLimiter {
  const storeClient = createLimitsClient(storage.db)

  return (keyPrefix, points) => {
    const memory = openMemoryLimiter(keyPrefix, points)
    if (!storage.isShared) return memory
    return new RateLimiterPostgres({
      keyPrefix,
      points,
      duration: windowSeconds,
      storeClient,
      storeType: 'client',
      tableName: 'limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
      insuranceLimiter: memory,
    })
  }
}
