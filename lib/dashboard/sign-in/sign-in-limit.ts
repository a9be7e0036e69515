import { RateLimiterRes } from 'rate-limiter-flexible'
import type { Limiter, OpenLimiter } from '@/lib/storage/limiters'

const failuresPerSource = 10
const failuresOverall = 200

export interface SignInLimit {
  /**
   * Takes a place for one try to sign in from a source. Returns the seconds to wait when no place is left,
   * otherwise a function that gives the place back: only failures keep their place. Without a source, the try
   * counts only against the limit for all sources.
   */
  take: (
    source: string | null,
  ) => Promise<{ giveBack: () => Promise<void> } | { waitSeconds: number }>
}

/** Counts one more place as taken, even if none was free. `takenPlaces` counts those of this minute. */
async function takePlace(limiter: Limiter, key: string) {
  const place = await limiter.consume(key).catch((reason: unknown) => {
    if (reason instanceof RateLimiterRes) return reason
    throw reason
  })
  return {
    isFree: place.consumedPoints <= limiter.points,
    takenPlaces: place.consumedPoints,
    waitSeconds: Math.max(1, Math.ceil(place.msBeforeNext / 1000)),
  }
}

/**
 * Allows 10 failures a minute from one source, and 200 from all sources together. When the 200 are
 * used up, each source may still fail once, so that an attack from elsewhere locks nobody out. A
 * server borrows no places in advance, because places are given back.
 */
export function createSignInLimit(openLimiter: OpenLimiter): SignInLimit {
  const bySource = openLimiter('sign-ins', failuresPerSource)
  const overall = openLimiter('all-sign-ins', failuresOverall)
  return {
    async take(source) {
      const ownPlace = source === null ? null : await takePlace(bySource, source)
      const giveBackOwnPlace = async () => {
        if (source !== null) await bySource.reward(source)
      }
      if (ownPlace?.isFree === false) return { waitSeconds: ownPlace.waitSeconds }
      const sharedPlace = await takePlace(overall, 'all')
      if (!sharedPlace.isFree && ownPlace?.takenPlaces !== 1) {
        await giveBackOwnPlace()
        return { waitSeconds: sharedPlace.waitSeconds }
      }
      return {
        async giveBack() {
          await giveBackOwnPlace()
          await overall.reward('all')
        },
      }
    },
  }
}
