import 'server-only'
import { notFound } from 'next/navigation'
import { plainText } from '@/lib/contract/text/plain-text'
import {
  type JoinStaffView,
  joinErrors,
  type OpenAccountView,
  openErrors,
  type SupportView,
} from '@/lib/contract/view/support'
import type { Search } from '../routes/search'
import { theDashboard } from '../running-dashboard'
import { currentSession, findViewer } from '../sessions/session'
import { linkPattern } from '../sign-in/link-pattern'
import { passkeysWorkAt } from '../sign-in/passkeys-work-at'
import { openAccountPath, supportPath } from '../staff/support-path'
import { findStaff } from './require-staff'

const maxQueryLength = 200
const nothingFound = { found: [], hasMore: false }

/** Reads what the page of the support staff shows. Returns null for somebody who is no staff. A search is noted in the log. */
export async function readSupportPage({ q, left, ended }: Search): Promise<SupportView | null> {
  const signedIn = await findStaff(supportPath)
  if (!signedIn) return null
  const { member, staff } = signedIn
  const { log, now } = theDashboard()
  const query = typeof q === 'string' ? plainText(q).slice(0, maxQueryLength) : ''
  const { found, hasMore } = query === '' ? nothingFound : await staff.search.find(query)
  if (query !== '')
    log.info({ audit: 'support.searched', person: member.personId, found: found.length }, 'audit')
  const visits = await staff.visits.list(member.personId)
  return {
    staff: member,
    query,
    found,
    hasMore,
    visits: visits.map((visit) => ({
      ...visit,
      isOpen: visit.closedAt === null && visit.endsAt > now(),
    })),
    note: left === '1' ? 'left' : ended === '1' ? 'ended' : null,
  }
}

/** Returns where this browser is signed in already. That session ends when an account is opened. */
async function findElsewhere(): Promise<OpenAccountView['elsewhere']> {
  const session = await currentSession()
  const viewer = session && (await findViewer(session))
  if (!viewer) return null
  return { accountName: viewer.accountName ?? null, isVisit: viewer.support !== undefined }
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
    elsewhere: await findElsewhere(),
    typed: { reason: typeof reason === 'string' ? reason : '', environment: null },
    error: openErrors.find((known) => known === error) ?? null,
  }
}

const linkErrors = {
  used: 'link_used',
  replaced: 'link_replaced',
  removed: 'link_removed',
  expired: 'link_invalid',
  unknown: 'link_invalid',
} as const

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
    return { link: null, error: sent ?? 'link_invalid', madePasskey: false, ...ways }
  const found = await embedded.staff.joining.find(link)
  if (found.outcome !== 'open') {
    const error = linkErrors[found.outcome]
    return { link: null, error, madePasskey: sent?.startsWith('link_') ?? false, ...ways }
  }
  const { email, person } = found.link
  return {
    link: { secret: link, email, personName: person?.name ?? null },
    error: sent,
    madePasskey: false,
    ...ways,
  }
}
