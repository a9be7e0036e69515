import 'server-only'
import { within } from '@/lib/http/within'
import type { Dashboard } from './dashboard'

/** The work of a queue that is due. */
export interface QueueReading {
  length: number
  /** The seconds since the oldest of that work became due; 0 when nothing is due. */
  oldestSeconds: number
}

const maxReadMs = 2000

/**
 * Reads the queues of the background work. Returns `undefined` when the store fails or does not answer within two
 * seconds. Returns no queue when the dashboard uses a remote Miteos.
 */
export async function readQueues({
  embedded,
  now,
}: Pick<Dashboard, 'embedded' | 'now'>): Promise<Record<string, QueueReading> | undefined> {
  const readings = (embedded?.queues ?? []).map(async ({ name, readBacklog }) => {
    const { length, oldestDueAt } = await readBacklog()
    const oldestSeconds = oldestDueAt === null ? 0 : Math.max(0, (now() - oldestDueAt) / 1000)
    return [name, { length, oldestSeconds }] as const
  })
  const all = Promise.all(readings).then(
    (entries) => Object.fromEntries(entries),
    () => undefined,
  )
  return within(all, maxReadMs, undefined)
}
