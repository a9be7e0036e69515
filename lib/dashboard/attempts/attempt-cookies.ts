import { timingSafeEqual } from 'node:crypto'
import { cookieName, readCookie, readCookies, setCookieHeader } from '@/lib/http/cookies'
import { hashSecret } from '@/lib/storage/secret-hash'
import type { Attempt } from './attempt'

const prefix = 'miteos-attempt-'
const maxOlderCookies = 10
/** The pattern of an attempt's id. */
export const attemptIdPattern = /^att_[a-z0-9]{26}$/

const cookieNameOf = (id: string) => `${prefix}${id.slice('att_'.length)}`

/** Returns the ids of the attempts whose cookies the browser sends, newest last: ids sort by time. */
export function attemptIdsIn(header: string | null, appUrl: string): string[] {
  const namePrefix = cookieName(appUrl, prefix)
  const names = readCookies(header).map(({ name }) => name)
  const ids = names.flatMap((name) =>
    name.startsWith(namePrefix) ? `att_${name.slice(namePrefix.length)}` : [],
  )
  return ids.filter((id) => attemptIdPattern.test(id)).sort()
}

/** Returns whether this browser began the attempt. */
export function isOfThisBrowser(header: string | null, attempt: Attempt, appUrl: string): boolean {
  const secret = readCookie(header, cookieName(appUrl, cookieNameOf(attempt.id)))
  if (!secret) return false
  return timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(attempt.secretHash))
}

/**
 * Returns the `Set-Cookie` values for a new attempt. They also remove the cookies of the oldest attempts, so that
 * the `Cookie` header stays short.
 */
export function attemptCookies(
  { id, secret }: { id: string; secret: string },
  { header, appUrl, ttlMs }: { header: string | null; appUrl: string; ttlMs: number },
): string[] {
  const surplus = attemptIdsIn(header, appUrl).slice(0, -maxOlderCookies)
  const removed = surplus.map((oldId) =>
    setCookieHeader({ name: cookieNameOf(oldId), value: '' }, { appUrl, maxAgeSeconds: 0 }),
  )
  const maxAge = Math.ceil(ttlMs / 1000)
  return [
    ...removed,
    setCookieHeader({ name: cookieNameOf(id), value: secret }, { appUrl, maxAgeSeconds: maxAge }),
  ]
}
