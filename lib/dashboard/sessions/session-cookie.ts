import { decode, encode } from 'next-auth/jwt'
import { cookieName, readCookie, setCookie } from '../routes/cookies'

const cookie = 'miteos-session'
const longest = 2048
const sessionIdPattern = /^[A-Za-z0-9_-]{43}$/

export interface SessionCookieSettings {
  appUrl: string
  nextAuthSecret: string
  /** Milliseconds. */
  sessionMaxMs: number
}

/** The one name under which next-auth and we keep the session. */
export function sessionCookieName(appUrl: string): string {
  return cookieName(appUrl, cookie)
}

/** The session that a decoded token refers to; `null` for a token that refers to none. */
export function sessionIdOf(token: object | null): string | null {
  const id = token && 'session' in token ? token.session : null
  return typeof id === 'string' && sessionIdPattern.test(id) ? id : null
}

/** The `Set-Cookie` value that refers to a session, as next-auth's own token and nothing else. */
export async function sessionCookie(id: string, settings: SessionCookieSettings): Promise<string> {
  const { appUrl, nextAuthSecret: secret } = settings
  const maxAge = Math.ceil(settings.sessionMaxMs / 1000)
  const value = await encode({ token: { session: id }, secret, maxAge })
  return setCookie({ name: cookie, value }, { appUrl, maxAge })
}

export function endedSessionCookie(appUrl: string): string {
  return setCookie({ name: cookie, value: '' }, { appUrl, maxAge: 0 })
}

/** The id in a `Cookie` header. A cookie that is damaged, forged or sent twice is no cookie. */
export async function readSessionId(
  header: string | null,
  { appUrl, nextAuthSecret: secret }: SessionCookieSettings,
): Promise<string | null> {
  const value = readCookie(header, sessionCookieName(appUrl))
  if (!value || value.length > longest) return null
  const token = await decode({ token: value, secret }).catch(() => null)
  return sessionIdOf(token)
}
