import 'server-only'
import { sql } from 'kysely'
import { json } from './http/api-response'
import type { Handler } from './http/handler'

const patience = 2000
const longestSilence = 5 * 60_000

/** Answers while the process lives, whatever else does not. */
export const healthz: Handler = async (_request, { settings }) =>
  json({ status: 'alive' }, settings.appUrl)

function within(work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patience)
    work
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(timer))
  })
}

/** Whether the storage answers and when background work last ended well. Says no more than that. */
export const readyz: Handler = async (_request, { storage, embedded, settings, now }) => {
  const isStorageWell = await within(storage.ready().then(() => sql`select 1`.execute(storage.db)))
  const lastRunAt = embedded?.lastBackgroundRunAt() ?? null
  const age = lastRunAt === null ? null : now() - lastRunAt
  const isWorkWell = embedded === null || (age !== null && age < longestSilence)
  const isReady = isStorageWell && isWorkWell
  const report = {
    ready: isReady,
    storage: isStorageWell ? 'well' : 'unwell',
    background: isWorkWell ? 'well' : 'unwell',
    ...(age === null ? {} : { background_age_s: Math.round(age / 1000) }),
  }
  return json(report, settings.appUrl, isReady ? 200 : 503)
}
