import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Storage } from './database'
import { createLimitsClient } from './limits-client'

const windowSeconds = 60

/** The counts of one limit. The count of a key ends a minute after its first point. */
export type Limiter = RateLimiterMemory | RateLimiterPostgres

/**
 * Opens a limit that allows `points` points per minute for each key. Limits of the same name on the
 * same database share their counts.
 */
export type OpenLimiter = (name: string, points: number) => Limiter

/** Opens a limit that each server counts in memory, without the store. */
export const openMemoryLimiter = (keyPrefix: string, points: number): RateLimiterMemory =>
  new RateLimiterMemory({ keyPrefix, points, duration: windowSeconds })

/**
 * Creates the function that opens limits. With PostgreSQL, all servers together allow a limit once;
 * while PostgreSQL cannot be used, each server counts in memory. With SQLite, each server always
 * counts in memory: a count in the file would wait for the disk, and two servers use one file only
 * while one replaces the other.
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
