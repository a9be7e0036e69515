import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { plainText } from '@/lib/contract/text/plain-text'
import {
  type JoinStaffView,
  joinErrors,
  type OpenAccountView,
  openErrors,
  type SupportView,
} from '@/lib/contract/view/support'
import { safeSignInPath } from '../routes/return-path'
import type { Search } from '../routes/search'
import { theDashboard } from '../running-dashboard'
import { currentSession } from '../sessions/session'
import { linkPattern } from '../sign-in/link-pattern'
import { passkeysWorkAt } from '../sign-in/passkeys-work-at'
import { findSignedInStaff, type SignedInStaff } from '../staff/signed-in-staff'
import { openAccountPath, supportPath } from '../staff/support-path'

const longestQuery = 200

/**
 * Returns the member of the support staff who opens the page, or null for somebody who is signed in and is no staff. Redirects
 * others to the sign-in page.
 */
async function findStaff(returnTo: string): Promise<SignedInStaff | null> {
  const dashboard = theDashboard()
  if (!dashboard.embedded) notFound()
  const signedIn = await findSignedInStaff(dashboard, (await headers()).get('cookie'))
  if (!signedIn && !(await currentSession())) redirect(safeSignInPath(returnTo))
  return signedIn
}

/** Reads what the page of the support staff shows. Returns null for somebody who is no staff. A search is noted in the log. */
export async function readSupportPage({ q, left, ended }: Search): Promise<SupportView | null> {
  const signedIn = await findStaff(supportPath)
  if (!signedIn) return null
  const { member, staff } = signedIn
  const { log, now } = theDashboard()
  const query = typeof q === 'string' ? plainText(q).slice(0, longestQuery) : ''
  const found = query === '' ? [] : await staff.search.find(query)
  if (query !== '')
    log.info({ audit: 'support.searched', person: member.personId, found: found.length }, 'audit')
  const visits = await staff.visits.list(member.personId)
  return {
    staff: member,
    query,
    found,
    visits: visits.map((visit) => ({
      ...visit,
      isOpen: visit.closedAt === null && visit.endsAt > now(),
    })),
    note: left === '1' ? 'left' : ended === '1' ? 'ended' : null,
  }
}

/** Reads what is shown on the page on which support staff open an account. Returns null for somebody who is no staff. */
export async function readOpenAccountPage(
  id: string,
  search: Search,
): Promise<OpenAccountView | null> {
  const signedIn = await findStaff(openAccountPath(id))
  if (!signedIn) return null
  const { member, staff } = signedIn
  const account = /^acct_\w{1,64}$/.test(id) ? await staff.search.get(id) : null
  if (!account) notFound()
  const { reason, error } = search
  return {
    staff: member,
    account,
    typed: { reason: typeof reason === 'string' ? reason : '', environment: null },
    error: openErrors.find((known) => known === error) ?? null,
  }
}

/** Reads what is shown on the page on which support staff come in with a link. */
export async function readJoinStaffPage({ link, error }: Search): Promise<JoinStaffView> {
  const { embedded, settings, singleSignOn } = theDashboard()
  if (!embedded) notFound()
  const signOnName = singleSignOn?.settings.name
  const ways = {
    hasPasskeys: passkeysWorkAt(settings.appUrl),
    ...(signOnName === undefined ? {} : { signOnName }),
  }
  const sent = joinErrors.find((known) => known === error) ?? null
  if (typeof link !== 'string' || !linkPattern.test(link))
    return { link: null, error: sent ?? 'link_invalid', ...ways }
  const found = await embedded.staff.joining.find(link)
  if (found.outcome !== 'open') {
    const why = found.outcome === 'used' ? 'link_used' : 'link_invalid'
    return { link: null, error: sent ?? why, ...ways }
  }
  const { email, person } = found.link
  return {
    link: { secret: link, email, personName: person?.name ?? null },
    error: sent,
    ...ways,
  }
}
