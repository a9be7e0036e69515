import 'server-only'
import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dashboard } from '../dashboard'
import type { PresentedToken, SignInFailure } from './sign-in'

const pauseBetweenLooksMs = 100

/**
 * Returns the id of the session that a link creates in one browser. Every press of the button in that browser
 * gives the same id, and nobody can know the id without the cookie of the sign-in page.
 */
export function linkSessionId(
  { settings }: Dashboard,
  linkSecret: string,
  browserSecret: string,
): string {
  return createHmac('sha256', settings.nextAuthSecret)
    .update(`session of a link:${linkSecret}:${browserSecret}`)
    .digest('base64url')
}

/**
 * Returns whether the request that spent the link signed this browser in. Waits while that request may still
 * run.
 */
async function wasSignedIn(
  { sessions, api, now }: Dashboard,
  sessionId: string,
  spentAt: number,
): Promise<boolean> {
  const deadline = Date.now() + Math.min(api.timeoutMs, spentAt + api.timeoutMs - now())
  while (!(await sessions.find(sessionId))) {
    if (Date.now() >= deadline) return false
    await sleep(pauseBetweenLooksMs)
  }
  return true
}

/**
 * Exchanges a sign-in link for a token that is valid as long as the session. When the same browser has already
 * spent the link, returns the id of the session that was created then. `sessionId` is that id, or null for a
 * browser without a cookie.
 */
export async function spendLink(
  dashboard: Dashboard,
  linkSecret: string,
  sessionId: string | null,
): Promise<{ presented: PresentedToken } | { sessionId: string } | { failure: SignInFailure }> {
  const result = await dashboard.embedded?.signInLinks.spend(linkSecret)
  if (result?.outcome === 'spent') {
    const { token, tokenId, accountId } = result
    return {
      presented: { token, tokenId, accountId, environment: 'test', personKey: `link:${accountId}` },
    }
  }
  if (result?.outcome !== 'used') return { failure: 'link_invalid' }
  if (sessionId && (await wasSignedIn(dashboard, sessionId, result.at))) {
    return { sessionId }
  }
  return { failure: 'link_used' }
}
