import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Viewer } from '@/lib/contract/view/viewer'
import { MiteosError } from '../miteos/miteos-error'
import { safeSignInPath } from '../routes/return-path'
import { theDashboard } from '../running-dashboard'
import { miteosForPage } from './page-miteos'
import { sessionOfCookie } from './session-of-cookie'
import type { Session } from './sessions'
import { describeViewer } from './viewer'
import { listViewerAccounts } from './viewer-accounts'

/** Returns the session of this request, or null. Cached, so that a page looks the session up once. */
export const currentSession = cache(async (): Promise<Session | null> => {
  return sessionOfCookie(theDashboard(), (await headers()).get('cookie'))
})

/** Returns the session of this request, or redirects to the sign-in page, which leads back to `returnTo`. */
export async function requireSession(returnTo: string): Promise<Session> {
  const session = await currentSession()
  if (!session) redirect(safeSignInPath(returnTo))
  return session
}

/** Returns what the browser may know about the person, or null when the token is no longer valid. */
export async function findViewer(session: Session): Promise<Viewer | null> {
  try {
    const described = describeViewer(session, miteosForPage(session))
    const [viewer, accounts] = await Promise.all([described, listViewerAccounts(session)])
    const isAdminHere = theDashboard().embedded !== null && viewer.role === 'admin'
    return { ...viewer, ...accounts, administers: isAdminHere || accounts.administers === true }
  } catch (error) {
    if (error instanceof MiteosError && error.kind === 'unauthorized') return null
    throw error
  }
}

/**
 * Returns what the browser may know about the person, or redirects to the sign-in page when the token is no longer
 * valid.
 */
export async function requireViewer(session: Session, returnTo = '/integrations'): Promise<Viewer> {
  const viewer = await findViewer(session)
  if (!viewer) redirect(safeSignInPath(returnTo, 'revoked'))
  return viewer
}
