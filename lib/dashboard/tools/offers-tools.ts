import 'server-only'
import { within } from '@/lib/http/within'
import { theDashboard } from '../composition'
import type { Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import type { Session } from '../sessions/sessions'

/** A page does not wait longer for what it says beside its own content. */
const longestWaitMs = 400

/**
 * Returns whether Miteos offers live tools. The embedded one does. A remote one that answers 404 does not; one that
 * gives no clear answer counts as one that does, so that its page can say what is wrong.
 */
export async function offersTools({ accountId }: Session, miteos: Miteos): Promise<boolean> {
  if (accountId === null) return false
  const { embedded, now } = theDashboard()
  if (embedded) return true
  const answer = miteos.tools.usage(new Date(now()).toISOString()).then(
    () => true,
    (error: unknown) => {
      if (error instanceof MiteosError) return error.kind !== 'not_found'
      throw error
    },
  )
  return within(answer, longestWaitMs, true)
}
