import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Viewer } from '@/lib/contract/view/viewer'
import { theDashboard } from '../composition'
import { MiteosError } from '../miteos/miteos-error'
import { signInPath } from '../routes/return-path'
import { miteosForPage } from './page-miteos'
import { sessionOfCookie } from './session-of-cookie'
import type { Session } from './sessions'
import { describeViewer } from './viewer'

/** Who is signed in on this request; looked up once for a page. */
export const currentSession = cache(async (): Promise<Session | null> => {
  return sessionOfCookie(theDashboard(), (await headers()).get('cookie'))
})

/** Who is signed in, or the way to sign in and back to `returnTo`. */
export async function requireSession(returnTo: string): Promise<Session> {
  const session = await currentSession()
  if (!session) redirect(signInPath(returnTo))
  return session
}

/**
 * What the browser may know of the person. With a token that is no longer valid it leads to
 * the sign-in page, which says so.
 */
export async function viewerOf(session: Session, returnTo = '/integrations'): Promise<Viewer> {
  const viewer = await describeViewer(session, miteosForPage(session)).catch((error: unknown) => {
    if (error instanceof MiteosError && error.kind === 'unauthorized') return null
    throw error
  })
  if (!viewer) redirect(signInPath(returnTo, 'revoked'))
  return viewer
}
