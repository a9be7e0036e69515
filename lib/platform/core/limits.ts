import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

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

/**
 * Creates a function that counts a request by its key and returns the allowance of the key.
 *
 * @param perMinute 0 switches the limit off; the allowance is then `null`
 */
export function createAllowances(perMinute: number): (key: string) => Promise<Allowance | null> {
  if (perMinute === 0) return async () => null
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 })
  const toAllowance = (
    { remainingPoints, msBeforeNext }: RateLimiterRes,
    { isWithinLimit }: { isWithinLimit: boolean },
  ) => ({
    perMinute,
    remaining: remainingPoints,
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
    isWithinLimit,
  })
  return async (key) => {
    try {
      return toAllowance(await limiter.consume(key), { isWithinLimit: true })
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      return toAllowance(refusal, { isWithinLimit: false })
    }
  }
}

/**
 * Creates a function that counts a request by its key. The function returns the seconds to wait, or `null` when
 * the request is within the limit.
 *
 * @param perMinute 0 switches the limit off
 */
export function createLimit(perMinute: number): Limit {
  const countRequest = createAllowances(perMinute)
  return async (key) => {
    const allowance = await countRequest(key)
    return allowance === null || allowance.isWithinLimit ? null : allowance.resetSeconds
  }
}
