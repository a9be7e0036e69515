import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Counts a request by its key. Returns the seconds to wait, or `null` when the request is within the limit. */
export type Limit = (key: string) => Promise<number | null>

/** The number of requests that a key may still make in this minute. */
export interface Allowance {
  perMinute: number
  remaining: number
  /** The seconds until the minute is over. */
  resetSeconds: number
  /** Whether this request was within the limit. */
  granted: boolean
}

/**
 * Creates a function that counts a request by its key and returns the allowance of the key.
 *
 * @param perMinute 0 switches the limit off; the allowance is then `null`
 */
export function createAllowances(perMinute: number): (key: string) => Promise<Allowance | null> {
  if (perMinute === 0) return async () => null
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 })
  const allowanceOf = ({ remainingPoints, msBeforeNext }: RateLimiterRes, granted: boolean) => ({
    perMinute,
    remaining: remainingPoints,
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
    granted,
  })
  return async (key) => {
    try {
      return allowanceOf(await limiter.consume(key), true)
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      return allowanceOf(refusal, false)
    }
  }
}

/**
 * Creates a limit per key and minute.
 *
 * @param perMinute 0 switches the limit off
 */
export function createLimit(perMinute: number): Limit {
  const allow = createAllowances(perMinute)
  return async (key) => {
    const allowance = await allow(key)
    return allowance === null || allowance.granted ? null : allowance.resetSeconds
  }
}
