import { cookieName, readCookie, setCookieHeader } from '@/lib/http/cookies'
import { randomSecret } from '@/lib/storage/secret-hash'

const name = 'miteos-browser'
const secretPattern = /^[A-Za-z0-9_-]{43}$/

/** Returns the secret that the sign-in page gave to this browser, or null when the browser does not send it. */
export function browserSecretIn(header: string | null, appUrl: string): string | null {
  const value = readCookie(header, cookieName(appUrl, name))
  return value && secretPattern.test(value) ? value : null
}

/**
 * Returns the `Set-Cookie` values of the sign-in page; none for other pages, or for a browser that has the cookie.
 * The cookie identifies a browser before anybody is signed in: it shows whether the browser keeps cookies, and
 * whether this browser spent a link.
 */
export function browserCookies(pathname: string, header: string | null, appUrl: string): string[] {
  const isSignInPage = /^\/sign-in\/?$/.test(pathname)
  if (!isSignInPage || browserSecretIn(header, appUrl)) return []
  return [setCookieHeader({ name, value: randomSecret() }, { appUrl })]
}
