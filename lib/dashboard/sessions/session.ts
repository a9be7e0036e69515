import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Viewer } from '@/lib/contract/view/viewer'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import { MiteosError } from '../miteos/miteos-error'
import { safeSignInPath } from '../routes/return-path'
import { theDashboard } from '../running-dashboard'
import { miteosForPage } from './page-miteos'
import { sessionOfCookie } from './session-of-cookie'
import type { Session } from './sessions'
import { describeViewer } from './viewer'

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

/** The largest number of administered accounts in the menu. The page with the accounts has all of them. */
const mostAdministeredPlaces = 10

/**
 * Returns the accounts for the user menu, and whether the person administers one of them. Returns
 * nothing for a session that is not that of a person.
 */
async function listPlaces({
  who,
  accountId: current,
}: Session): Promise<Pick<Viewer, 'places' | 'administers'>> {
  const { embedded } = theDashboard()
  if (!who || !embedded) return {}
  const chosen = { accountId: current, mostAdministered: mostAdministeredPlaces }
  const accounts = await embedded.people.sessions
    .listPlaces(who, chosen)
    .catch((error: unknown) => {
      if (isStorageUnavailable(error)) return []
      throw error
    })
  const places = accounts.map(({ accountId, accountName, onlyEnvironment }) => ({
    accountId,
    accountName,
    isCurrent: accountId === current,
    ...(onlyEnvironment === null ? {} : { onlyEnvironment }),
  }))
  return {
    places: places.sort((a, b) => a.accountName.localeCompare(b.accountName)),
    administers: accounts.some(({ role }) => role === 'admin'),
  }
}

/** Returns what the browser may know about the person, or null when the token is no longer valid. */
export async function findViewer(session: Session): Promise<Viewer | null> {
  try {
    const described = describeViewer(session, miteosForPage(session))
    const [viewer, places] = await Promise.all([described, listPlaces(session)])
    const isAdminHere = theDashboard().embedded !== null && viewer.role === 'admin'
    return { ...viewer, ...places, administers: isAdminHere || places.administers === true }
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
