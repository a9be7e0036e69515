/** The work that has to end before the platform closes: requests, and work for which no caller waits. */
export interface LateWork {
  /** Adds work. Its failure is ignored here, so the work has to log it. */
  add: (work: Promise<unknown>) => void
  /** Resolves when all work has ended, including work that was added while waiting. */
  ended: () => Promise<void>
}

export function createLateWork(): LateWork {
  const running = new Set<Promise<unknown>>()
  return {
    add(work) {
      const settled: Promise<unknown> = Promise.allSettled([work]).then(() =>
        running.delete(settled),
      )
      running.add(settled)
    },
    async ended() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
