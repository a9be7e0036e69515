import { LRUCache } from 'lru-cache'
import { RateLimiterRes } from 'rate-limiter-flexible'
import type { Limiter } from '@/lib/storage/limiters'

/** What became of one request that was counted. */
export interface CountedRequest {
  isWithinLimit: boolean
  /** The requests that the key may still make in this minute, as far as this server knows. */
  remaining: number
  msBeforeNext: number
}

/** The part of a key's limit that this server has taken from the store, to use without asking it again. */
interface Share {
  left: number
  /** What was left in the store after the last loan. */
  remainingInStore: number
  loanSize: number
  /** When the minute of the key ends, by `performance.now`. */
  endsAt: number
  isUsedUp: boolean
  loan: Promise<void> | undefined
}

const mostKeys = 10_000
const largestLoan = 100

interface Loan {
  granted: number
  remaining: number
  msBeforeNext: number
}

/** Takes so many points from a limiter, or as many as are left. */
async function borrow(limiter: Limiter, key: string, size: number): Promise<Loan> {
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(key, size)
    return { granted: size, remaining: remainingPoints, msBeforeNext }
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const { consumedPoints, msBeforeNext } = refusal
    const granted = Math.max(0, size - (consumedPoints - limiter.points))
    return { granted, remaining: 0, msBeforeNext }
  }
}

/**
 * Creates a function that counts a request by its key. The server borrows from the limiter more points at a time the
 * more a key is used, a twentieth of the limit at most and ever fewer towards its end, so that a busy key does not cost
 * a write for every request. All servers together allow the limit exactly; one of them may refuse while another one
 * still has a few points of the same key. A key that is used up costs nothing until its minute is over.
 */
export function createShares(limiter: Limiter): (key: string) => Promise<CountedRequest> {
  const shares = new LRUCache<string, Share>({ max: mostKeys })
  const mostAtOnce = Math.min(largestLoan, Math.max(1, Math.floor(limiter.points / 20)))

  function shareOf(key: string): Share {
    const share = shares.get(key) ?? {
      ...{ left: 0, remainingInStore: 0, loanSize: 0, endsAt: 0 },
      ...{ isUsedUp: false, loan: undefined },
    }
    shares.set(key, share)
    return share
  }

  /** Counts one request with what is here. Returns `undefined` when that has to be borrowed first. */
  function spend(share: Share): CountedRequest | undefined {
    const msBeforeNext = share.endsAt - performance.now()
    if (msBeforeNext <= 0) return undefined
    if (share.left > 0) {
      share.left -= 1
      return { isWithinLimit: true, remaining: share.remainingInStore + share.left, msBeforeNext }
    }
    return share.isUsedUp ? { isWithinLimit: false, remaining: 0, msBeforeNext } : undefined
  }

  async function enlarge(key: string, share: Share): Promise<void> {
    const hasEnded = share.endsAt <= performance.now()
    const carefulSize = Math.max(1, Math.floor(share.remainingInStore / 10))
    const size = hasEnded ? 1 : Math.min(share.loanSize * 2, mostAtOnce, carefulSize)
    const { granted, remaining, msBeforeNext } = await borrow(limiter, key, size)
    share.left = granted
    share.isUsedUp = granted === 0
    share.remainingInStore = remaining
    share.loanSize = size
    share.endsAt = performance.now() + msBeforeNext
  }

  return async (key) => {
    const share = shareOf(key)
    for (;;) {
      const counted = spend(share)
      if (counted) return counted
      share.loan ??= enlarge(key, share).finally(() => {
        share.loan = undefined
      })
      await share.loan
    }
  }
}
