/** The work that continues after the request that began it has been answered. */
export interface LateWork {
  add: (work: Promise<unknown>) => void
  /** Resolves when all work has ended, including work that was added while waiting. */
  ended: () => Promise<void>
}

export function createLateWork(): LateWork {
  const running = new Set<Promise<unknown>>()
  return {
    add(work) {
      const ended: Promise<unknown> = Promise.allSettled([work]).then(() => running.delete(ended))
      running.add(ended)
    },
    async ended() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
