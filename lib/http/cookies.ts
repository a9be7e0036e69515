import { serialize } from 'hono/utils/cookie'

interface CookieLife {
  appUrl: string
  /** Seconds; 0 removes the cookie. Without it, the cookie lives as long as the browser runs. */
  maxAge?: number
}

export interface Cookie {
  name: string
  value: string
}

/**
 * The full name of a cookie of ours. On https it carries the `__Host-` prefix, so that nobody can plant it from a
 * sub-domain or over plain http; browsers refuse the prefix elsewhere.
 */
export function cookieName(appUrl: string, name: string): string {
  return appUrl.startsWith('https:') ? `__Host-${name}` : name
}

/** A `Set-Cookie` value: HttpOnly, SameSite=Lax, Path=/, and Secure on https. */
export function setCookie({ name, value }: Cookie, { appUrl, maxAge }: CookieLife): string {
  return serialize(cookieName(appUrl, name), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: appUrl.startsWith('https:'),
    ...(maxAge !== undefined && { maxAge }),
  })
}

/**
 * The cookies of a `Cookie` header, with those that were sent twice, which hono's `parse` would hide. They are not
 * decoded: the values of ours need no decoding.
 */
export function readCookies(header: string | null): Cookie[] {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  return pairs.flatMap((pair) => {
    const separator = pair.indexOf('=')
    if (separator < 1) return []
    return { name: pair.slice(0, separator), value: pair.slice(separator + 1) }
  })
}

/** The value of a cookie that was sent once; `null` for one that was sent twice, by whoever planted one of them. */
export function readCookie(header: string | null, name: string): string | null {
  const [cookie, ...more] = readCookies(header).filter((candidate) => candidate.name === name)
  return cookie && more.length === 0 ? cookie.value : null
}
