import { decode, encode } from 'next-auth/jwt'
import { cookieName, readCookie, setCookieHeader } from '@/lib/http/cookies'

const baseName = 'miteos-session'
const maxCharacters = 2048
const sessionIdPattern = /^[A-Za-z0-9_-]{43}$/

export interface SessionCookieSettings {
  appUrl: string
  nextAuthSecret: string
  /** The time after which a session ends, even if it is in use. */
  sessionMaxMs: number
}

/** Returns the name of the session cookie, for next-auth and for our own code. */
export function sessionCookieName(appUrl: string): string {
  return cookieName(appUrl, baseName)
}

/** Returns the session id in a decoded token, or `null` when there is none. */
export function sessionIdOf(token: object | null): string | null {
  const id = token && 'session' in token ? token.session : null
  return typeof id === 'string' && sessionIdPattern.test(id) ? id : null
}

/** Returns the `Set-Cookie` value of a session: a token of next-auth that holds the session id only. */
export async function sessionCookie(id: string, settings: SessionCookieSettings): Promise<string> {
  const { appUrl, nextAuthSecret: secret } = settings
  const maxAge = Math.ceil(settings.sessionMaxMs / 1000)
  const value = await encode({ token: { session: id }, secret, maxAge })
  return setCookieHeader({ name: baseName, value }, { appUrl, maxAgeSeconds: maxAge })
}

/** Returns the `Set-Cookie` value that removes the session cookie. */
export function endedSessionCookie(appUrl: string): string {
  return setCookieHeader({ name: baseName, value: '' }, { appUrl, maxAgeSeconds: 0 })
}

/**
 * Returns the session id in a `Cookie` header, or null for a cookie that is missing, expired, damaged, forged or
 * sent twice.
 */
export async function readSessionId(
  header: string | null,
  { appUrl, nextAuthSecret: secret }: SessionCookieSettings,
): Promise<string | null> {
  const value = readCookie(header, sessionCookieName(appUrl))
  if (!value || value.length > maxCharacters) return null
  const token = await decode({ token: value, secret }).catch(() => null)
  return sessionIdOf(token)
}
