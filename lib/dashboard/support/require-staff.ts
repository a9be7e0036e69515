import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { safeSignInPath } from '../routes/return-path'
import { theDashboard } from '../running-dashboard'
import { findSignedInStaff, type SignedInStaff } from '../staff/signed-in-staff'

/** Returns the member of the support staff who opens the page, or redirects to the sign-in page. */
export async function requireStaff(returnTo: string): Promise<SignedInStaff> {
  const dashboard = theDashboard()
  if (!dashboard.embedded) notFound()
  const signedIn = await findSignedInStaff(dashboard, (await headers()).get('cookie'))
  if (!signedIn) redirect(safeSignInPath(returnTo))
  return signedIn
}
