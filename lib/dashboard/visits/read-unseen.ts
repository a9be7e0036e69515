import 'server-only'
import type { Unseen } from '@/lib/contract/view/unseen'
import { traceOf } from '@/lib/http/log'
import { within } from '@/lib/http/within'
import { theDashboard } from '../running-dashboard'
import type { Session } from '../sessions/sessions'

/**
 * How long the page waits for the store. Without the time of the last visit, it only does not say
 * what is new.
 */
const maxWaitMs = 200

/** Records a visit and returns what the person has not seen. Returns null when the store does not answer in time. */
export async function readUnseen({ personId }: Session): Promise<Unseen | null> {
  const { visits, log } = theDashboard()
  const unseen = visits.record(personId).catch((error: unknown) => {
    log.warn(traceOf(error), 'a visit could not be recorded')
    return null
  })
  return within(unseen, maxWaitMs, null)
}
