import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Counts by key; answers how many seconds to wait, or `null` when there is room. */
export type Limit = (key: string) => Promise<number | null>

/** @param perMinute 0 switches the limit off */
export function createLimit(perMinute: number): Limit {
  if (perMinute === 0) return async () => null
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 })
  return async (key) => {
    try {
      await limiter.consume(key)
      return null
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
    }
  }
}
