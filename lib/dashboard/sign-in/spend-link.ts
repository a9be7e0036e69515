import 'server-only'
import type { Dashboard } from '../dashboard'
import type { UnusableLink } from '../people/embedded-people'
import { wasSignedIn } from './session-of-secret'
import type { PresentedToken, SignInFailure } from './sign-in'

/** What a form of the sign-in page leads to. */
export type SignInOutcome =
  /**
   * A token that is still to be checked. With a `staffId`, a session of support staff begins too. With a `note`, the person is
   * signed in and then told on the page of the link why the link was not used up.
   */
  | { presented: PresentedToken; staffId?: string; note?: SignInFailure }
  /** Support staff without an account. */
  | { staffId: string }
  /** The session that the same form has begun in this browser before. */
  | { sessionId: string }
  | { failure: SignInFailure }

/**
 * Returns what a link that cannot be used leads to, and records it in the activity. A second press of the button leads to the
 * session of the first, and is not recorded.
 */
export async function afterUnusableLink(
  dashboard: Dashboard,
  linkSecret: string,
  link: UnusableLink,
  sessionId: string | null,
): Promise<SignInOutcome> {
  if (link.outcome === 'unknown') return { failure: 'link_invalid' }
  const wasUsed = link.outcome === 'used' && link.by !== null
  if (wasUsed && sessionId && (await wasSignedIn(dashboard, sessionId, link.at)))
    return { sessionId }
  await dashboard.embedded?.people.joining.recordRefusedLink(linkSecret)
  return { failure: link.outcome === 'used' ? 'link_used' : 'link_invalid' }
}

/**
 * Exchanges a sign-in link for a token that is valid as long as the session. The session belongs to
 * no person with a name. `sessionId` is the id of the session that this browser gets, or null for a
 * browser without a cookie.
 */
export async function spendLink(
  dashboard: Dashboard,
  linkSecret: string,
  sessionId: string | null,
): Promise<SignInOutcome> {
  const result = await dashboard.embedded?.signInLinks.spend(linkSecret)
  if (!result) return { failure: 'link_invalid' }
  if (result.outcome !== 'spent') return afterUnusableLink(dashboard, linkSecret, result, sessionId)
  const { token, tokenId, accountId } = result
  const personKey = `link:${accountId}`
  return {
    presented: { token, tokenId, accountId, environment: 'test', personKey, who: null },
  }
}
