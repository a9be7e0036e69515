import 'server-only'
import { within } from '@/lib/http/within'
import type { Storage } from '@/lib/storage/database'
import { type QueueReading, readQueues } from './queue-readings'
import { json } from './routes/api-response'
import type { Handler } from './routes/handler'

const storageTimeoutMs = 2000
const maxJobAgeSeconds = 5 * 60
/** Work is late when it has been due for this long. The checks of a provider that is left alone are not due. */
const maxQueueAgeSeconds = 15 * 60

/** Answers 200 as long as the process runs. */
export const healthz: Handler = async (_request, { settings }) =>
  json({ status: 'alive' }, settings.appUrl)

/** Returns whether the storage answers a query within two seconds. */
function isResponding({ ready, db }: Storage): Promise<boolean> {
  const answer = ready().then(() => db.selectNoFrom(({ lit }) => lit(1).as('one')).execute())
  return within(
    answer.then(
      () => true,
      () => false,
    ),
    storageTimeoutMs,
    false,
  )
}

/**
 * Returns the seconds since each job last ended without an error, or since the background work started. The age is
 * null before that start.
 */
function jobAgesInSeconds(
  runs: Record<string, number | null>,
  now: number,
): [string, number | null][] {
  return Object.entries(runs).map(([job, endedAt]) => [
    job,
    endedAt === null ? null : Math.round((now - endedAt) / 1000),
  ])
}

/** Returns the ages of the queues in whole seconds, and whether one of them has work that is late. */
function reportQueues(queues: Record<string, QueueReading>) {
  const ages = Object.entries(queues).map(([name, { oldestSeconds }]) => [
    name,
    Math.round(oldestSeconds),
  ])
  const isLate = Object.values(queues).some(
    ({ oldestSeconds }) => oldestSeconds >= maxQueueAgeSeconds,
  )
  return { queues: isLate ? 'late' : 'well', queue_ages_s: Object.fromEntries(ages) }
}

/**
 * Answers whether the storage responds, how long ago each background job last ended without an error, and for how long
 * the oldest work of each queue has been due. Answers 503 when the storage does not respond, or when a job has not ended
 * without an error for five minutes. Work that is late is reported and does not change the status: all servers share the
 * queues, so all of them would be taken out of service at once.
 */
export const readyz: Handler = async (_request, dashboard) => {
  const { storage, embedded, settings, now } = dashboard
  const isStorageWell = await isResponding(storage)
  const queues = isStorageWell && embedded ? await readQueues(dashboard) : undefined
  const ages = jobAgesInSeconds(embedded?.lastBackgroundRuns() ?? {}, now())
  const isBackgroundWell = ages.every(([, age]) => age !== null && age < maxJobAgeSeconds)
  const isReady = isStorageWell && isBackgroundWell
  const report = {
    ready: isReady,
    storage: isStorageWell ? 'well' : 'unwell',
    background: isBackgroundWell ? 'well' : 'unwell',
    ...(embedded && { job_ages_s: Object.fromEntries(ages) }),
    ...(queues && reportQueues(queues)),
  }
  return json(report, settings.appUrl, isReady ? 200 : 503)
}
