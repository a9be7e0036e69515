import { serialize } from 'hono/utils/cookie'

interface CookieOptions {
  appUrl: string
  /** The lifetime of the cookie; 0 removes it. Without a lifetime, the cookie lasts as long as the browser runs. */
  maxAgeSeconds?: number
}

export interface Cookie {
  name: string
  value: string
}

/**
 * Returns the full name of one of our cookies. On https the name has the prefix `__Host-`, so that neither a sub-domain
 * nor a page on plain http can set the cookie. Without https, browsers refuse the prefix.
 */
export function cookieName(appUrl: string, name: string): string {
  return appUrl.startsWith('https:') ? `__Host-${name}` : name
}

/** Returns the value of a `Set-Cookie` header with HttpOnly, SameSite=Lax and Path=/, and with Secure on https. */
export function setCookieHeader(
  { name, value }: Cookie,
  { appUrl, maxAgeSeconds }: CookieOptions,
): string {
  return serialize(cookieName(appUrl, name), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: appUrl.startsWith('https:'),
    ...(maxAgeSeconds !== undefined && { maxAge: maxAgeSeconds }),
  })
}

/**
 * Returns all cookies of a `Cookie` header, also those that were sent twice, which hono's `parse` would hide.
 * The values are not decoded, because the values of our cookies need no decoding.
 */
export function readCookies(header: string | null): Cookie[] {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  return pairs.flatMap((pair) => {
    const separator = pair.indexOf('=')
    if (separator < 1) return []
    return { name: pair.slice(0, separator), value: pair.slice(separator + 1) }
  })
}

/**
 * Returns the value of a cookie. Returns `null` when the cookie is missing, or was sent twice: in that case
 * somebody else has set one of the two.
 */
export function readCookie(header: string | null, name: string): string | null {
  const [cookie, ...others] = readCookies(header).filter((candidate) => candidate.name === name)
  return cookie && others.length === 0 ? cookie.value : null
}
