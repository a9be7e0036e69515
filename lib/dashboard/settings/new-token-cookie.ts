import 'server-only'
import { z } from 'zod'
import { cookieName, readCookie, setCookieHeader } from '@/lib/http/cookies'
import { asksForHtml } from '@/lib/http/go-on'
import { isPrefetch } from '@/lib/http/prefetch'
import type { Keyring } from '@/lib/storage/keyring'

const baseName = 'miteos-new-token'
const lifetimeSeconds = 120
/** The page that shows a new token. */
export const tokensPath = '/settings/tokens'

const createdTokenSchema = z.object({ id: z.string(), token: z.string() })

/** A token that was just created, with its secret. */
export type CreatedToken = z.infer<typeof createdTokenSchema>

/** The value is bound to the session that created the token. */
function identityOf(sessionIdHash: string): string[] {
  return ['new-token', sessionIdHash]
}

interface Sealing {
  keyring: Keyring
  sessionIdHash: string
}

/** Returns the `Set-Cookie` value that carries a new token, sealed, to the page that shows it once. */
export function newTokenCookie(
  created: CreatedToken,
  { keyring, sessionIdHash }: Sealing,
  appUrl: string,
): string {
  const value = keyring.seal(JSON.stringify(created), identityOf(sessionIdHash))
  return setCookieHeader({ name: baseName, value }, { appUrl, maxAgeSeconds: lifetimeSeconds })
}

/** Returns the new token in a `Cookie` header, or null when there is none for this session. */
export function newTokenIn(
  header: string | null,
  { keyring, sessionIdHash }: Sealing,
  appUrl: string,
): CreatedToken | null {
  const value = readCookie(header, cookieName(appUrl, baseName))
  if (!value) return null
  try {
    const opened = keyring.open(value, identityOf(sessionIdHash))
    return createdTokenSchema.parse(JSON.parse(opened))
  } catch {
    return null
  }
}

/**
 * Returns the `Set-Cookie` values that remove the cookie, when a person opens the page that shows the token. A
 * prefetch removes nothing, because nobody sees its page.
 */
export function removedNewTokenCookies(request: Request, appUrl: string): string[] {
  const { pathname } = new URL(request.url)
  const { headers } = request
  // The router of Next asks for data and not for HTML, and hides its own headers from the proxy.
  const isSeen =
    request.method === 'GET' && !isPrefetch(request) && asksForHtml(headers.get('accept'))
  const isThere = readCookie(headers.get('cookie'), cookieName(appUrl, baseName)) !== null
  if (pathname !== tokensPath || !isSeen || !isThere) return []
  return [setCookieHeader({ name: baseName, value: '' }, { appUrl, maxAgeSeconds: 0 })]
}
