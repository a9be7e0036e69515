import type { Dashboard } from '@/lib/dashboard/dashboard'
import { sessionOfCookie } from '@/lib/dashboard/sessions/session-of-cookie'
import { type ShownOnce, shownOnceIn } from '@/lib/dashboard/settings/shown-once-cookie'
import { appUrl } from './dashboard'
import { type PersonalBrowser, secretIn } from './people-scene'

/** Returns the query with which an answer redirects to `path`, or its status when it does not redirect there. */
export function queryOfPage(response: Response, path: string): Record<string, string> {
  const { pathname, searchParams } = new URL(response.headers.get('location') ?? '', appUrl)
  const isThere = response.status === 303 && pathname === path
  return isThere ? Object.fromEntries(searchParams) : { status: `${response.status}` }
}

/** Returns what the API lists for the person of a browser. */
export async function listOf(browser: PersonalBrowser, name: 'people' | 'invitations') {
  return (await browser.api('GET', `/v1/${name}`)).json()
}

/** Returns the secret of the link that the page about people shows once in this browser. */
export async function shownSecret(
  dashboard: Dashboard,
  browser: PersonalBrowser,
  kind: ShownOnce,
): Promise<string> {
  const header = browser.cookieHeader()
  const sessionIdHash = (await sessionOfCookie(dashboard, header))?.idHash ?? ''
  const sealing = { keyring: dashboard.keyring, sessionIdHash }
  return secretIn(shownOnceIn(header, kind, sealing, appUrl)?.secret ?? appUrl)
}
