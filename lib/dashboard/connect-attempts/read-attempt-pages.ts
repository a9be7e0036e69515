import 'server-only'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import {
  type ConnectAttempt,
  connectAttemptIdPattern,
  referencePattern,
} from '@/lib/contract/api/connect-attempt'
import type { AttemptListView, AttemptView } from '@/lib/contract/view/connect-attempt'
import type { Viewer } from '@/lib/contract/view/viewer'
import type { Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import { theDashboard } from '../running-dashboard'
import { firstAnswer } from '../sessions/first-answer'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'
import type { Session } from '../sessions/sessions'

/** Finds the attempt by its id, or the newest one by a reference. Returns null when there is none. */
async function findAttempt(
  { connectAttempts }: Miteos,
  reference: string,
): Promise<ConnectAttempt | null> {
  if (connectAttemptIdPattern.test(reference)) {
    try {
      return await connectAttempts.get(reference)
    } catch (error) {
      const isUnknown = error instanceof MiteosError && error.kind === 'not_found'
      if (!isUnknown) throw error
    }
  }
  const { items } = await connectAttempts.list({ reference })
  return items[0] ?? null
}

/**
 * Returns what the dashboard showed at the end, when the reference is the id of an attempt that somebody of this
 * account began in the dashboard, for the same service. Otherwise returns null.
 */
async function findShownCause(
  { accountId }: Session,
  reference: string,
  { service }: ConnectAttempt,
): Promise<AttemptView['shownCause']> {
  if (accountId === null) return null
  const own = await theDashboard().attempts.findOfAccount(accountId, reference)
  return own?.service === service && own.outcome?.kind === 'failed' ? own.outcome.cause : null
}

/**
 * Reads one attempt to connect, for the page `/attempts/{reference}`. Cached, because the page reads it for its title
 * and for its content. Calls `notFound` for a text that cannot be a reference.
 */
export const readAttemptPage = cache(
  async (reference: string): Promise<{ viewer: Viewer; view: AttemptView }> => {
    const returnTo = `/attempts/${encodeURIComponent(reference)}`
    const session = await requireSession(returnTo)
    const viewer = await requireViewer(session, returnTo)
    if (!referencePattern.test(reference)) notFound()
    const miteos = miteosForPage(session)
    const options = { withoutTimeLimit: true, returnTo }
    const attempt = await firstAnswer(miteos, findAttempt(miteos, reference), options)
    const found = attempt.kind === 'ready' ? attempt.value : null
    const shownCause = found && (await findShownCause(session, reference, found))
    return { viewer, view: { reference, attempt, shownCause } }
  },
)

/** Reads one page of the list of attempts, newest first. */
export async function readAttemptListPage(
  cursor: string | undefined,
): Promise<{ viewer: Viewer; view: AttemptListView }> {
  const returnTo = '/attempts'
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  const miteos = miteosForPage(session)
  const options = { withoutTimeLimit: true, returnTo }
  const after = cursor !== undefined && connectAttemptIdPattern.test(cursor) ? cursor : undefined
  const list = miteos.connectAttempts.list({ cursor: after })
  const attempts = await firstAnswer(miteos, list, options)
  return { viewer, view: { attempts } }
}
