import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

const windowSeconds = 60
const failuresPerSource = 10
const failuresInAll = 200

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

function isRefusal(reason: unknown): reason is RateLimiterRes {
  return typeof reason === 'object' && reason !== null && 'msBeforeNext' in reason
}

/** Counts one more place as taken, even if none was free. `taken` is the number of places taken in this minute. */
async function takePlace(limiter: RateLimiterMemory, key: string) {
  const place = await limiter.consume(key).catch((reason: unknown) => {
    if (isRefusal(reason)) return reason
    throw reason
  })
  return {
    isFree: place.consumedPoints <= limiter.points,
    taken: place.consumedPoints,
    waitSeconds: Math.max(1, Math.ceil(place.msBeforeNext / 1000)),
  }
}

/**
 * Allows 10 failures a minute from one source, and 200 from all sources together. When the 200 are used up,
 * each source may still fail once, so that an attack from elsewhere locks nobody out. In this process only.
 */
export function createSignInLimit(): SignInLimit {
  const bySource = new RateLimiterMemory({ points: failuresPerSource, duration: windowSeconds })
  const inAll = new RateLimiterMemory({ points: failuresInAll, duration: windowSeconds })
  return {
    async take(source) {
      const own = source === null ? null : await takePlace(bySource, source)
      const giveBackOwn = async () => {
        if (source !== null) await bySource.reward(source)
      }
      if (own?.isFree === false) return { waitSeconds: own.waitSeconds }
      const shared = await takePlace(inAll, 'all')
      if (!shared.isFree && own?.taken !== 1) {
        await giveBackOwn()
        return { waitSeconds: shared.waitSeconds }
      }
      return {
        async giveBack() {
          await giveBackOwn()
          await inAll.reward('all')
        },
      }
    },
  }
}
