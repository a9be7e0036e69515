import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Counts by key; answers how many seconds to wait, or `null` when there is room. */
export type Limit = (key: string) => Promise<number | null>

/** What a key has left of its minute. */
export interface Allowance {
  perMinute: number
  remaining: number
  /** Seconds until the minute is over. */
  reset: number
  /** Whether this request still had room. */
  granted: boolean
}

/** @param perMinute 0 switches the limit off: then there is nothing to tell */
export function createAllowances(perMinute: number): (key: string) => Promise<Allowance | null> {
  if (perMinute === 0) return async () => null
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 })
  const told = ({ remainingPoints, msBeforeNext }: RateLimiterRes, granted: boolean) => ({
    perMinute,
    remaining: remainingPoints,
    reset: Math.max(1, Math.ceil(msBeforeNext / 1000)),
    granted,
  })
  return async (key) => {
    try {
      return told(await limiter.consume(key), true)
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      return told(refusal, false)
    }
  }
}

/** @param perMinute 0 switches the limit off */
export function createLimit(perMinute: number): Limit {
  const allow = createAllowances(perMinute)
  return async (key) => {
    const allowance = await allow(key)
    return allowance === null || allowance.granted ? null : allowance.reset
  }
}
