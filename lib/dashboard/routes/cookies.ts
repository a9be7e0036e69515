interface CookieLife {
  appUrl: string
  /** Seconds; 0 removes the cookie. Without it, the cookie lives as long as the browser runs. */
  maxAge?: number
}

export interface Cookie {
  name: string
  value: string
}

/** Every cookie of ours carries the `__Host-` prefix where browsers accept it: on https. */
export function cookieName(appUrl: string, name: string): string {
  return appUrl.startsWith('https:') ? `__Host-${name}` : name
}

/** A `Set-Cookie` value: HttpOnly, SameSite=Lax, Path=/, and Secure on https. */
export function setCookie({ name, value }: Cookie, { appUrl, maxAge }: CookieLife): string {
  const secure = appUrl.startsWith('https:') ? '; Secure' : ''
  const life = maxAge === undefined ? '' : `; Max-Age=${maxAge}`
  const full = cookieName(appUrl, name)
  return `${full}=${value}; Path=/${life}; HttpOnly; SameSite=Lax${secure}`
}

/** What a `Cookie` header holds, undecoded: the values of ours need no decoding. */
export function readCookies(header: string | null): Cookie[] {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  return pairs.flatMap((pair) => {
    const separator = pair.indexOf('=')
    if (separator < 1) return []
    return { name: pair.slice(0, separator), value: pair.slice(separator + 1) }
  })
}

/** The value of a cookie that was sent once; one that was sent twice is somebody's trick. */
export function readCookie(header: string | null, name: string): string | null {
  const [cookie, ...more] = readCookies(header).filter((candidate) => candidate.name === name)
  return cookie && more.length === 0 ? cookie.value : null
}
