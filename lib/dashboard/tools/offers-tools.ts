import 'server-only'
import { within } from '@/lib/http/within'
import type { Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import type { Api } from '../miteos/miteos-transport'
import { theDashboard } from '../running-dashboard'
import type { Session } from '../sessions/sessions'

/** How long a page waits for an answer that only adds to its content. */
const maxWaitMs = 400

/** The remote APIs that are known to offer live tools. They are not asked again. */
const offering = new WeakSet<Api>()

/**
 * Asks whether Miteos has live tools. An error other than 404 counts as yes, so that the page about
 * tools says what is wrong.
 */
async function askForTools(api: Api, miteos: Miteos, now: number): Promise<boolean> {
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
 * Returns whether Miteos offers live tools. The embedded one does. A remote one does not when it
 * answers 404, or does not answer within 400 ms.
 */
export async function offersTools({ accountId }: Session, miteos: Miteos): Promise<boolean> {
  if (accountId === null) return false
  const { embedded, api, now } = theDashboard()
  if (embedded || offering.has(api)) return true
  return within(askForTools(api, miteos, now()), maxWaitMs, false)
}
