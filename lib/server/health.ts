import 'server-only'
import type { Storage } from '@/lib/storage/database'
import { json } from './http/api-response'
import type { Handler } from './http/handler'
import { within } from './within'

const patience = 2000
const longestSilence = 5 * 60_000

/** Answers while the process lives, whatever else does not. */
export const healthz: Handler = async (_request, { settings }) =>
  json({ status: 'alive' }, settings.appUrl)

function isWell({ ready, db }: Storage): Promise<boolean> {
  const answer = ready().then(() => db.selectNoFrom(({ lit }) => lit(1).as('one')).execute())
  return within(
    answer.then(
      () => true,
      () => false,
    ),
    patience,
    false,
  )
}

/** Whether the storage answers and when background work last ended well. Says no more than that. */
export const readyz: Handler = async (_request, { storage, embedded, settings, now }) => {
  const isStorageWell = await isWell(storage)
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
