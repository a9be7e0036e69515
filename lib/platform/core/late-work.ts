/** Work that may go on when whoever asked for it has gone. */
export interface LateWork {
  add: (work: Promise<unknown>) => void
  /** Resolves when none of it runs any more, with what it has begun meanwhile. */
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
