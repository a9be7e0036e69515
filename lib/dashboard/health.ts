import 'server-only'
import { within } from '@/lib/http/within'
import type { Storage } from '@/lib/storage/database'
import { json } from './routes/api-response'
import type { Handler } from './routes/handler'

const storageTimeoutMs = 2000
const longestJobAgeSeconds = 5 * 60

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

/**
 * Answers whether the storage responds, and how long ago each background job last ended without an error.
 * Answers 503 when the storage does not respond, or when a job has not ended without an error for five minutes.
 */
export const readyz: Handler = async (_request, { storage, embedded, settings, now }) => {
  const isStorageWell = await isResponding(storage)
  const ages = jobAgesInSeconds(embedded?.lastBackgroundRuns() ?? {}, now())
  const isBackgroundWell = ages.every(([, age]) => age !== null && age < longestJobAgeSeconds)
  const isReady = isStorageWell && isBackgroundWell
  const report = {
    ready: isReady,
    storage: isStorageWell ? 'well' : 'unwell',
    background: isBackgroundWell ? 'well' : 'unwell',
    ...(embedded && { job_ages_s: Object.fromEntries(ages) }),
  }
  return json(report, settings.appUrl, isReady ? 200 : 503)
}
