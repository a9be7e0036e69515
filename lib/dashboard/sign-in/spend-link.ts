import 'server-only'
import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dashboard } from '../dashboard'
import type { PresentedToken, SignInFailure } from './sign-in'

const pauseBetweenLooksMs = 100

/**
 * Returns the id of the session that a link creates in one browser. Every press of the button in that browser
 * gives the same id, and nobody can know it without the cookie of the sign-in page.
 */
export function linkSessionId({ settings }: Dashboard, link: string, browser: string): string {
  return createHmac('sha256', settings.nextAuthSecret)
    .update(`session of a link:${link}:${browser}`)
    .digest('base64url')
}

/**
 * Returns whether the request that spent the link signed this browser in. Waits while that request may still
 * run.
 */
async function isSignedInBy(
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
 * spent the link, returns the session that it created.
 */
export async function spendLink(
  dashboard: Dashboard,
  link: string,
  sessionId: string | null,
): Promise<{ presented: PresentedToken } | { signedIn: string } | { failure: SignInFailure }> {
  const spent = await dashboard.embedded?.signInLinks.spend(link)
  if (spent?.outcome === 'spent') {
    const { token, tokenId, accountId } = spent
    return {
      presented: { token, tokenId, accountId, environment: 'test', identity: `link:${accountId}` },
    }
  }
  if (spent?.outcome !== 'used') return { failure: 'link_invalid' }
  if (sessionId && (await isSignedInBy(dashboard, sessionId, spent.at))) {
    return { signedIn: sessionId }
  }
  return { failure: 'link_used' }
}
