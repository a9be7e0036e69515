/**
 * Returns a function that does the work at its first call, and again after a failure. A call during the work waits
 * for the running work. A call after a success does nothing.
 */
export function runUntilSuccess(work: () => Promise<void>): () => Promise<void> {
  let lastRun: Promise<void> | undefined
  return () => {
    lastRun ??= work().catch((error) => {
      lastRun = undefined
      throw error
    })
    return lastRun
  }
}
