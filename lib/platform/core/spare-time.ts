import { performance } from 'node:perf_hooks'
import { setTimeout as delay, setImmediate as yieldToRequests } from 'node:timers/promises'

/** Background work waits at most this long at a time, so that it goes on while requests keep the process busy. */
const maxWaitMs = 250

/**
 * Returns a function for background work to call between two steps. It waits until the process has been idle for as
 * long as it was busy since the last call, so that requests are answered almost as fast as without the work.
 */
export function createSpareTime(): () => Promise<void> {
  let last = performance.eventLoopUtilization()
  return async () => {
    const { active, idle } = performance.eventLoopUtilization(last)
    last = performance.eventLoopUtilization()
    const waitMs = Math.min(active - idle, maxWaitMs)
    await (waitMs < 1 ? yieldToRequests() : delay(waitMs))
  }
}
