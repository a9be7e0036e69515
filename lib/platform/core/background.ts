import { traceOf } from '@/lib/http/log'
import type { PlatformContext } from './context'

/** Work that the server repeats at an interval, without a request. */
export interface Job {
  /** The name of the job in logs and in `/readyz`. */
  name: string
  intervalMs: number
  run: () => Promise<void>
}

export interface Background {
  /** Runs every job once now, one after the other. Never throws. */
  run: () => Promise<void>
  /** Starts a timer for each job. */
  start: () => void
  /** Stops the timers. Resolves when the running jobs have ended. */
  stop: () => Promise<void>
  /** Returns when each job last ended without an error, in milliseconds since 1970, or undefined when it never did. */
  lastRuns: () => Record<string, number | undefined>
}

/** Creates the background work. A job that fails is logged and does not stop the other jobs. */
export function createBackground(
  { storage, log, now }: Pick<PlatformContext, 'storage' | 'log' | 'now'>,
  jobs: readonly Job[],
): Background {
  const timers = new Set<NodeJS.Timeout>()
  const running = new Map<Job, Promise<void>>()
  const lastRuns = new Map<Job, number>()

  async function runAndLog(job: Job): Promise<void> {
    try {
      await storage.ready()
      await job.run()
      lastRuns.set(job, now())
    } catch (error) {
      log.error({ job: job.name, ...traceOf(error) }, 'background work failed')
    }
  }

  function runJob(job: Job): Promise<void> {
    const current = running.get(job)
    if (current) return current
    const run = runAndLog(job).finally(() => running.delete(job))
    running.set(job, run)
    return run
  }

  return {
    async run() {
      for (const job of jobs) await runJob(job)
    },
    start() {
      if (timers.size > 0) return
      for (const job of jobs) timers.add(setInterval(() => runJob(job), job.intervalMs).unref())
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      timers.clear()
      await Promise.all(running.values())
    },
    lastRuns: () => Object.fromEntries(jobs.map((job) => [job.name, lastRuns.get(job)])),
  }
}
