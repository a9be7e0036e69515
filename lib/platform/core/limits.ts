import type { OpenLimiter } from '@/lib/storage/limiters'
import { createShares } from './shares'

/** Counts a request by its key. Returns the seconds to wait, or `null` when the request is within the limit. */
export type Limit = (key: string) => Promise<number | null>

/** The requests that a key may make in this minute, after one request was counted. */
export interface Allowance {
  perMinute: number
  /** The requests that the key may still make in this minute. */
  remaining: number
  /** The seconds until the minute is over. */
  resetSeconds: number
  /** True when the counted request was within the limit. */
  isWithinLimit: boolean
}

/** Counts a request by its key and returns the allowance of the key, or `null` when the limit is switched off. */
export type CountRequest = (key: string) => Promise<Allowance | null>

/**
 * Creates a function that counts a request by its key and returns the allowance of the key.
 *
 * @param name the name of the limit; limits of the same name share their counts
 * @param perMinute 0 switches the limit off; the allowance is then `null`
 */
export function createAllowances(
  openLimiter: OpenLimiter,
  name: string,
  perMinute: number,
): CountRequest {
  if (perMinute === 0) return async () => null
  const count = createShares(openLimiter(name, perMinute))
  return async (key) => {
    const { isWithinLimit, remaining, msBeforeNext } = await count(key)
    const resetSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
    return { perMinute, remaining, resetSeconds, isWithinLimit }
  }
}

/**
 * Creates a function that counts a request by its key. The function returns the seconds to wait, or `null` when
 * the request is within the limit.
 *
 * @param name the name of the limit; limits of the same name share their counts
 * @param perMinute 0 switches the limit off
 */
export function createLimit(openLimiter: OpenLimiter, name: string, perMinute: number): Limit {
  const countRequest = createAllowances(openLimiter, name, perMinute)
  return async (key) => {
    const allowance = await countRequest(key)
    return allowance === null || allowance.isWithinLimit ? null : allowance.resetSeconds
  }
}
