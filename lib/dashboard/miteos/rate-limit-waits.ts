/** The wait of one person after the API answered 429. */
export interface RateLimitWait {
  secondsLeft: () => number
  begin: (seconds: number) => void
}

export type RateLimitWaitsByPerson = (personId: string) => RateLimitWait

const maxPersons = 10_000

/** Records for each person the time before which the API may not be called. Only this process knows these times. */
export function createRateLimitWaits(now: () => number): RateLimitWaitsByPerson {
  const waitEnds = new Map<string, number>()
  return (personId) => ({
    secondsLeft: () => Math.max(0, Math.ceil(((waitEnds.get(personId) ?? 0) - now()) / 1000)),
    begin(seconds) {
      if (waitEnds.size >= maxPersons) waitEnds.clear()
      waitEnds.set(personId, now() + seconds * 1000)
    },
  })
}
