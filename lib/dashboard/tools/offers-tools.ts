import 'server-only'
import { within } from '@/lib/http/within'
import type { Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import type { Api } from '../miteos/miteos-transport'
import { theDashboard } from '../running-dashboard'
import type { Session } from '../sessions/sessions'

/** A page does not wait longer for what it says beside its own content. */
const longestWaitMs = 400

/** Every remote Miteos that has answered for its live tools. It is not asked again. */
const offering = new WeakSet<Api>()

/** Asks whether Miteos has live tools. Without a clear answer it counts as yes, so that their page says what is wrong. */
async function askFor(api: Api, miteos: Miteos, now: number): Promise<boolean> {
  try {
    await miteos.tools.usage(new Date(now).toISOString())
    offering.add(api)
    return true
  } catch (error) {
    if (error instanceof MiteosError) return error.kind !== 'not_found'
    throw error
  }
}

/**
 * Returns whether Miteos offers live tools. The embedded one does. A remote one that answers 404 does not, and one that
 * has not answered yet and takes long is not waited for.
 */
export async function offersTools({ accountId }: Session, miteos: Miteos): Promise<boolean> {
  if (accountId === null) return false
  const { embedded, api, now } = theDashboard()
  if (embedded || offering.has(api)) return true
  return within(askFor(api, miteos, now()), longestWaitMs, false)
}
