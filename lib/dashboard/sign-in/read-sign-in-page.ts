import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { EntryView, SignInReason, SignInView } from '@/lib/contract/view/sign-in'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import type { Dashboard } from '../dashboard'
import type { EntryLink } from '../people/embedded-people'
import { home, withParameters } from '../routes/return-path'
import type { Search } from '../routes/search'
import { theDashboard } from '../running-dashboard'
import { currentSession, findViewer } from '../sessions/session'
import { findSignedInStaff } from '../staff/signed-in-staff'
import { supportPath } from '../staff/support-path'
import { passkeysWorkAt } from './passkeys-work-at'
import { describeSignIn } from './sign-in-view'

type EntryPart = Pick<SignInView, 'entry' | 'reason' | 'linkSecret' | 'signedInAs' | 'replaces'>

/** Returns who is signed in, as far as it matters for a link that can be used. */
async function findSignedIn({ person }: EntryLink): Promise<Partial<EntryPart>> {
  const session = await currentSession()
  const viewer = session && (await findViewer(session))
  if (!viewer) return {}
  const name = viewer.personName
  if (!session.who || name === undefined) return { replaces: name ?? 'an API token' }
  if (person) return session.who.personId === person.id ? {} : { replaces: name }
  if (session.who.onlyAccountId !== null) return { reason: 'limited', replaces: name }
  return { signedInAs: { name, personId: session.personId } }
}

/** Returns who made a link, at the beginning of a sentence. */
function makerOf({ madeBy: { kind, name } }: EntryLink): string {
  if (kind === 'system') return 'Whoever runs this server'
  return kind === 'token' ? `The API token ${name}` : name
}

async function readReconnects(
  embedded: Dashboard['embedded'],
  secret: string,
): Promise<Pick<EntryView, 'reconnects'>> {
  const found = await embedded?.reconnectLinks.find(secret)
  if (found?.outcome !== 'open') return {}
  const { service, expectedAccount } = found.link
  return { reconnects: { service, accountName: expectedAccount.name } }
}

/**
 * Redirects to the page for support staff when the link is one of theirs. Otherwise returns why the
 * link cannot be used.
 */
async function leadToStaffPage(
  embedded: Dashboard['embedded'],
  secret: string,
  wasUsed: boolean,
): Promise<EntryPart> {
  const found = await embedded?.staff.joining.find(secret)
  if (found && found.outcome !== 'unknown')
    redirect(withParameters(`${supportPath}/join`, { link: secret, error: 'sso_failed' }))
  return { reason: wasUsed ? 'link_used' : 'link_invalid' }
}

async function readEntry({ embedded }: Dashboard, secret: string): Promise<EntryPart> {
  const found = await embedded?.people.joining.find(secret)
  // A person who has come in with the link and opens it once more goes on to the dashboard.
  if (found?.outcome === 'used') {
    const session = await currentSession()
    if (session && (found.by === undefined || found.by === session.who?.personId)) redirect(home)
  }
  if (found?.outcome !== 'open') {
    await embedded?.people.joining.recordRefusedLink(secret)
    return leadToStaffPage(embedded, secret, found?.outcome === 'used')
  }
  const { kind, accountName, role, person, email, onlyEnvironment } = found.link
  const entry: EntryView = {
    kind,
    accountName,
    role,
    onlyEnvironment,
    personName: person?.name ?? null,
    madeBy: makerOf(found.link),
    email,
    ...(kind === 'reconnect_link' ? await readReconnects(embedded, secret) : {}),
  }
  return { linkSecret: secret, entry, ...(await findSignedIn(found.link)) }
}

/** Returns what the link is for. Returns the link alone when the store cannot tell now. */
function readEntrySafely(dashboard: Dashboard, secret: string): Promise<EntryPart> {
  return readEntry(dashboard, secret).catch((error: unknown) => {
    if (isStorageUnavailable(error)) return { linkSecret: secret }
    throw error
  })
}

function passkeysOf({ embedded, settings }: Dashboard): SignInView['passkeys'] {
  if (!embedded) return 'unknown_here'
  return passkeysWorkAt(settings.appUrl) ? 'offered' : 'impossible'
}

/**
 * Redirects support staff to their page when their visit to an account has ended, so that they need
 * not sign in again.
 */
async function leadStaffBack(reason: SignInReason | undefined): Promise<void> {
  const hasEnded = reason === 'revoked' || reason === 'ended'
  if ((reason && !hasEnded) || (await currentSession())) return
  const signedIn = await findSignedInStaff(theDashboard(), (await headers()).get('cookie')).catch(
    (error: unknown) => {
      if (isStorageUnavailable(error)) return null
      throw error
    },
  )
  if (signedIn) redirect(hasEnded ? `${supportPath}?ended=1` : supportPath)
}

/** Reads what the sign-in page shows. */
export async function readSignInPage(search: Search): Promise<SignInView> {
  const dashboard = theDashboard()
  const { linkSecret, ...parameters } = describeSignIn(search)
  const passkeys = passkeysOf(dashboard)
  if (linkSecret === undefined) await leadStaffBack(parameters.reason)
  const signOnName = dashboard.singleSignOn?.settings.name
  const ways = { passkeys, ...(signOnName === undefined ? {} : { signOnName }) }
  if (linkSecret === undefined || !dashboard.embedded) return { ...parameters, ...ways }
  const { reason, ...entry } = await readEntrySafely(dashboard, linkSecret)
  const shownReason = parameters.reason ?? reason
  return { ...parameters, ...entry, ...(shownReason ? { reason: shownReason } : {}), ...ways }
}
