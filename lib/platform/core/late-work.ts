/** Work that continues after the request that began it was answered. */
export interface LateWork {
  add: (work: Promise<unknown>) => void
  /** Resolves when no work runs any more, including work that was added while waiting. */
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
