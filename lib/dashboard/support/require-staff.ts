import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { safeSignInPath } from '../routes/return-path'
import { theDashboard } from '../running-dashboard'
import { currentSession } from '../sessions/session'
import { findSignedInStaff, type SignedInStaff } from '../staff/signed-in-staff'
import { supportPath } from '../staff/support-path'

/**
 * Returns the member of the support staff who opens the page, or null for somebody who is signed in and is no staff. Redirects
 * others to the sign-in page.
 */
export async function findStaff(returnTo: string): Promise<SignedInStaff | null> {
  const dashboard = theDashboard()
  if (!dashboard.embedded) notFound()
  const signedIn = await findSignedInStaff(dashboard, (await headers()).get('cookie'))
  if (!signedIn && !(await currentSession())) redirect(safeSignInPath(returnTo))
  return signedIn
}

/** Returns the member of the support staff who opens the page. Redirects everybody else to a page that says what to do. */
export async function requireStaff(returnTo: string): Promise<SignedInStaff> {
  return (await findStaff(returnTo)) ?? redirect(supportPath)
}
