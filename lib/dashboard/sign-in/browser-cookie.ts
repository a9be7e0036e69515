import { cookieName, readCookie, setCookieHeader } from '@/lib/http/cookies'
import { randomSecret } from '@/lib/storage/secret-hash'

const name = 'miteos-browser'
const secretPattern = /^[A-Za-z0-9_-]{43}$/

/** Returns the secret that a page with passkeys gave to this browser, or null when the browser does not send it. */
export function browserSecretIn(header: string | null, appUrl: string): string | null {
  const value = readCookie(header, cookieName(appUrl, name))
  return value && secretPattern.test(value) ? value : null
}

/**
 * Returns the `Set-Cookie` values of the pages on which a passkey is made or used; none for other pages, or for a
 * browser that has the cookie. The cookie identifies a browser before anybody is signed in: it shows whether the browser
 * keeps cookies, whether this browser spent a link, and whether it is the one that asked for a passkey.
 */
export function browserCookies(pathname: string, header: string | null, appUrl: string): string[] {
  const needsCookie = /^\/(?:sign-in|settings\/passkeys|support\/join)\/?$/.test(pathname)
  if (!needsCookie || browserSecretIn(header, appUrl)) return []
  return [setCookieHeader({ name, value: randomSecret() }, { appUrl })]
}
