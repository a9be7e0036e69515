import 'server-only'
import { roleMay } from '@/lib/contract/api/permissions'
import type { ReconnectLinkStep, ReconnectLinkView } from '@/lib/contract/view/reconnect-link'
import { signInPath } from '@/lib/contract/view/sign-in'
import type { Viewer } from '@/lib/contract/view/viewer'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import type { OpenReconnectLink } from '../people/embedded-reconnect-links'
import { withParameters } from '../routes/return-path'
import { type Search, searchText } from '../routes/search'
import { theDashboard } from '../running-dashboard'
import { currentSession, findViewer } from '../sessions/session'
import type { Session } from '../sessions/sessions'
import { linkPattern } from '../sign-in/link-pattern'
import { reconnectPath } from './reconnect-path'

const makers = ['person', 'staff', 'token'] as const

/** Returns the path of the page on which somebody joins with the link, and then comes back to it. */
function joinPathOf(secret: string): string {
  return withParameters('/sign-in', { link: secret, callbackUrl: reconnectPath(secret) })
}

async function stepElsewhere(
  { who }: Session,
  { accountId, environment, letsIn }: OpenReconnectLink,
  secret: string,
): Promise<ReconnectLinkStep> {
  const returnTo = reconnectPath(secret)
  const accounts = who && (await theDashboard().embedded?.people.sessions.listAccounts(who))
  const own = accounts?.find((account) => account.accountId === accountId)
  const limit = own?.onlyEnvironment ?? null
  if (limit !== null && limit !== environment) return { kind: 'limited', environment: limit }
  if (own) return { kind: 'switch', accountId, environment, returnTo }
  if (letsIn) return { kind: 'join', joinPath: joinPathOf(secret) }
  return { kind: 'stranger', signInPath: signInPath(returnTo) }
}

async function stepOf(
  signedIn: { session: Session; viewer: Viewer } | null,
  link: OpenReconnectLink,
  secret: string,
): Promise<ReconnectLinkStep> {
  const { accountId, environment, claimedBy, letsIn } = link
  if (!signedIn) {
    const joinPath = letsIn ? joinPathOf(secret) : null
    const signIn = signInPath(reconnectPath(secret))
    return { kind: 'sign_in', signInPath: signIn, joinPath, isClaimed: claimedBy !== null }
  }
  const { session, viewer } = signedIn
  const isHere = session.accountId === accountId && session.environment === environment
  const isOwn = claimedBy === (viewer.apiPersonId ?? viewer.tokenId)
  if (claimedBy !== null && !isOwn && isHere) return { kind: 'claimed' }
  if (!isHere) return stepElsewhere(session, link, secret)
  if (viewer.role && !roleMay(viewer.role, 'connect')) return { kind: 'role' }
  return { kind: 'go_on' }
}

async function describe(
  secret: string,
  signedIn: { session: Session; viewer: Viewer } | null,
): Promise<ReconnectLinkView> {
  const found = linkPattern.test(secret)
    ? await theDashboard().embedded?.reconnectLinks.find(secret)
    : undefined
  if (!found) return { kind: 'unknown' }
  if ('service' in found) {
    const { outcome: kind, service, accountName } = found
    return { kind, service, accountName }
  }
  if (found.outcome !== 'open') return { kind: found.outcome }
  const { link } = found
  return {
    kind: 'open',
    secret,
    service: link.service,
    accountName: link.expectedAccount.name,
    owner: link.accountName,
    environment: link.environment,
    madeBy: {
      kind: makers.find((known) => known === link.madeBy.kind) ?? 'other',
      name: link.madeBy.name,
    },
    isConnected: link.isConnected,
    step: await stepOf(signedIn, link, secret),
  }
}

/** Reads the page to which a reconnect link leads. Reading it changes nothing. */
export async function readReconnectPage(
  search: Search,
): Promise<{ viewer: Viewer | null; view: ReconnectLinkView }> {
  const session = await currentSession()
  const viewer = session && (await findViewer(session))
  const signedIn = session && viewer ? { session, viewer } : null
  try {
    return { viewer, view: await describe(searchText(search, 'link'), signedIn) }
  } catch (error) {
    if (isStorageUnavailable(error)) return { viewer, view: { kind: 'not_loaded' } }
    throw error
  }
}
