import { RateLimiterRes } from 'rate-limiter-flexible'
import type { Limiter, OpenLimiter } from '@/lib/storage/limiters'

const failuresPerSource = 10
const failuresOverall = 200

export interface SignInLimit {
  /**
   * Takes a slot for one try to sign in from a source. Returns the seconds to wait when no slot is left,
   * otherwise a function that gives the slot back: only failures keep their slot. Without a source, the try
   * counts only against the limit for all sources.
   */
  take: (
    source: string | null,
  ) => Promise<{ giveBack: () => Promise<void> } | { waitSeconds: number }>
}

/** Counts one more slot as taken, even if none was free. `takenSlots` counts those of this minute. */
async function takeSlot(limiter: Limiter, key: string) {
  const slot = await limiter.consume(key).catch((reason: unknown) => {
    if (reason instanceof RateLimiterRes) return reason
    throw reason
  })
  return {
    isFree: slot.consumedPoints <= limiter.points,
    takenSlots: slot.consumedPoints,
    waitSeconds: Math.max(1, Math.ceil(slot.msBeforeNext / 1000)),
  }
}

/**
 * Allows 10 failures a minute from one source, and 200 from all sources together. When the 200 are
 * used up, each source may still fail once, so that an attack from elsewhere locks nobody out. A
 * server borrows no slots in advance, because slots are given back.
 */
export function createSignInLimit(openLimiter: OpenLimiter): SignInLimit {
  const bySource = openLimiter('sign-ins', failuresPerSource)
  const overall = openLimiter('all-sign-ins', failuresOverall)
  return {
    async take(source) {
      const ownSlot = source === null ? null : await takeSlot(bySource, source)
      const giveBackOwnSlot = async () => {
        if (source !== null) await bySource.reward(source)
      }
      if (ownSlot?.isFree === false) return { waitSeconds: ownSlot.waitSeconds }
      const sharedSlot = await takeSlot(overall, 'all')
      if (!sharedSlot.isFree && ownSlot?.takenSlots !== 1) {
        await giveBackOwnSlot()
        return { waitSeconds: sharedSlot.waitSeconds }
      }
      return {
        async giveBack() {
          await giveBackOwnSlot()
          await overall.reward('all')
        },
      }
    },
  }
}
