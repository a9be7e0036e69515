/** The wait of one person after the API answered 429. */
export interface RateLimitWait {
  secondsLeft: () => number
  begin: (seconds: number) => void
}

export type RateLimitWaitsByPerson = (person: string) => RateLimitWait

const mostRemembered = 10_000

/** Records for each person until when the API may not be called. In this process only. */
export function createRateLimitWaits(now: () => number): RateLimitWaitsByPerson {
  const until = new Map<string, number>()
  return (person) => ({
    secondsLeft: () => Math.max(0, Math.ceil(((until.get(person) ?? 0) - now()) / 1000)),
    begin(seconds) {
      if (until.size >= mostRemembered) until.clear()
      until.set(person, now() + seconds * 1000)
    },
  })
}
