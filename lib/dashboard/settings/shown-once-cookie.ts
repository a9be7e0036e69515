import 'server-only'
import { z } from 'zod'
import { cookieName, readCookie, setCookieHeader } from '@/lib/http/cookies'
import { isPrefetch } from '@/lib/http/prefetch'
import { asksForHtml } from '@/lib/http/redirect-by-page'
import type { Keyring } from '@/lib/storage/keyring'

const lifetimeSeconds = 120

/** A kind of secret that a page shows once, right after it was made. */
export interface ShownOnce {
  /** The name of the cookie that carries it there. */
  cookie: string
  /** The path of the page. */
  page: string
  /** The pattern of the paths, when there is one such page for each integration. */
  pages?: RegExp
}

export const newToken: ShownOnce = { cookie: 'miteos-new-token', page: '/settings/tokens' }
export const newWebhook: ShownOnce = { cookie: 'miteos-new-webhook', page: '/settings/webhooks' }
export const newInvitation: ShownOnce = {
  cookie: 'miteos-new-invitation',
  page: '/settings/people',
}
export const newSignInLink: ShownOnce = {
  cookie: 'miteos-new-sign-in-link',
  page: '/settings/people',
}

export const newReconnectLink: ShownOnce = {
  cookie: 'miteos-new-reconnect-link',
  page: '/integrations',
  pages: /^\/integrations\/int_[A-Za-z0-9]{1,64}$/,
}
/** What a button for many accounts has done, with the links that it made. */
export const bulkResult: ShownOnce = { cookie: 'miteos-bulk-result', page: '/accounts' }

const kinds = [newToken, newWebhook, newInvitation, newSignInLink, newReconnectLink, bulkResult]

export const createdSchema = z.object({
  id: z.string(),
  secret: z.string(),
  /** When the secret stops working. Absent when it does not. */
  expiresAt: z.string().optional(),
  /** The state of the mail with the secret. Absent when none was to be sent. */
  mail: z.enum(['queued', 'failed']).optional(),
  /** The address of the person for whom it is. Absent when it is for nobody in particular. */
  email: z.string().optional(),
})

/** Something that was just created, with its secret. */
export type Created = z.infer<typeof createdSchema>

interface Sealing {
  keyring: Keyring
  /** The session that created it. No other session can open the cookie. */
  sessionIdHash: string
}

function identityOf({ cookie }: ShownOnce, sessionIdHash: string): string[] {
  return [cookie, sessionIdHash]
}

/** Returns the `Set-Cookie` value that carries a secret, sealed, to the page that shows it once. */
export function shownOnceCookie(
  kind: ShownOnce,
  created: Created,
  { keyring, sessionIdHash }: Sealing,
  appUrl: string,
): string {
  const value = keyring.seal(JSON.stringify(created), identityOf(kind, sessionIdHash))
  return setCookieHeader({ name: kind.cookie, value }, { appUrl, maxAgeSeconds: lifetimeSeconds })
}

/**
 * Returns what was just created, from the `Cookie` header, or null when there is nothing for this
 * session.
 */
export function shownOnceIn(
  header: string | null,
  kind: ShownOnce,
  { keyring, sessionIdHash }: Sealing,
  appUrl: string,
): Created | null {
  const value = readCookie(header, cookieName(appUrl, kind.cookie))
  if (!value) return null
  try {
    const opened = keyring.open(value, identityOf(kind, sessionIdHash))
    return createdSchema.parse(JSON.parse(opened))
  } catch {
    return null
  }
}

/**
 * Returns the `Set-Cookie` values that remove these cookies when a person opens the page that shows
 * the secret. A prefetch removes nothing, because nobody sees its page.
 */
export function removedShownOnceCookies(request: Request, appUrl: string): string[] {
  const { pathname } = new URL(request.url)
  const { headers } = request
  // The router of Next asks for data and not for HTML, and hides its own headers from the proxy.
  const isSeen =
    request.method === 'GET' && !isPrefetch(request) && asksForHtml(headers.get('accept'))
  if (!isSeen) return []
  return kinds
    .filter(({ page, pages }) => pages?.test(pathname) ?? page === pathname)
    .filter(({ cookie }) => readCookie(headers.get('cookie'), cookieName(appUrl, cookie)) !== null)
    .map(({ cookie }) => setCookieHeader({ name: cookie, value: '' }, { appUrl, maxAgeSeconds: 0 }))
}
