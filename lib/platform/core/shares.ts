import { LRUCache } from 'lru-cache'
import { RateLimiterRes } from 'rate-limiter-flexible'
import type { Limiter } from '@/lib/storage/limiters'

/** A request that was counted, and what is left of the limit of its key. */
export interface CountedRequest {
  isWithinLimit: boolean
  /** The requests that the key may still make in this minute, as far as this server knows. */
  remaining: number
  /** The milliseconds until the minute of the key ends. */
  msBeforeNext: number
}

/**
 * What is left of the points that this server has borrowed for a key. It spends them without asking
 * the store.
 */
interface Share {
  left: number
  /** The points that were left in the store after the last loan. */
  remainingInStore: number
  /** The points that the last loan asked for. */
  loanSize: number
  /** When the minute of the key ends, by `performance.now`. */
  endsAt: number
  isUsedUp: boolean
  loan: Promise<void> | undefined
}

const maxKeys = 10_000
const maxLoanSize = 100

interface Loan {
  granted: number
  remaining: number
  msBeforeNext: number
}

/** Takes `size` points of a key from the limiter, or as many as are left. */
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
 * Creates a function that counts a request by its key. The server borrows points from the limiter
 * in loans, so that a busy key does not cost a write for every request. Each loan of a key is twice
 * as large as the one before, up to a twentieth of the limit and a tenth of what is left. All
 * servers together allow exactly the limit, but one of them may refuse a request while another one
 * still has points of the same key. After a key is used up, the store is not asked until the minute
 * ends.
 */
export function createShares(limiter: Limiter): (key: string) => Promise<CountedRequest> {
  const shares = new LRUCache<string, Share>({ max: maxKeys })
  const maxLoan = Math.min(maxLoanSize, Math.max(1, Math.floor(limiter.points / 20)))

  function shareOf(key: string): Share {
    const share = shares.get(key) ?? {
      ...{ left: 0, remainingInStore: 0, loanSize: 0, endsAt: 0 },
      ...{ isUsedUp: false, loan: undefined },
    }
    shares.set(key, share)
    return share
  }

  /**
   * Counts one request against the share. Returns `undefined` when points have to be borrowed
   * first.
   */
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
    const size = hasEnded ? 1 : Math.min(share.loanSize * 2, maxLoan, carefulSize)
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
