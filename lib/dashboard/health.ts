import 'server-only'
import { within } from '@/lib/http/within'
import type { Storage } from '@/lib/storage/database'
import { json } from './routes/api-response'
import type { Handler } from './routes/handler'

const patienceMs = 2000
const longestSilenceSeconds = 5 * 60

/** Answers 200 as long as the process runs. */
export const healthz: Handler = async (_request, { settings }) =>
  json({ status: 'alive' }, settings.appUrl)

function isWell({ ready, db }: Storage): Promise<boolean> {
  const answer = ready().then(() => db.selectNoFrom(({ lit }) => lit(1).as('one')).execute())
  return within(
    answer.then(
      () => true,
      () => false,
    ),
    patienceMs,
    false,
  )
}

/** Returns the seconds since each job last ended without an error, or null for a job that never ran. */
function agesOf(runs: Record<string, number | null>, now: number): [string, number | null][] {
  return Object.entries(runs).map(([job, at]) => [
    job,
    at === null ? null : Math.round((now - at) / 1000),
  ])
}

/**
 * Answers whether the storage responds, and how long ago each background job last ended without an error.
 * Answers 503 when the server is not ready.
 */
export const readyz: Handler = async (_request, { storage, embedded, settings, now }) => {
  const isStorageWell = await isWell(storage)
  const ages = agesOf(embedded?.lastBackgroundRuns() ?? {}, now())
  const isWorkWell = ages.every(([, age]) => age !== null && age < longestSilenceSeconds)
  const isReady = isStorageWell && isWorkWell
  const report = {
    ready: isReady,
    storage: isStorageWell ? 'well' : 'unwell',
    background: isWorkWell ? 'well' : 'unwell',
    ...(embedded && { job_ages_s: Object.fromEntries(ages) }),
  }
  return json(report, settings.appUrl, isReady ? 200 : 503)
}
