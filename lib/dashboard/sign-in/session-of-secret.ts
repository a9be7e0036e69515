import 'server-only'
import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dashboard } from '../dashboard'

const pollIntervalMs = 100
/** A form that is sent again after this time was not pressed twice: somebody else may have found the link and the cookie. */
const maxRepetitionMs = 60_000

/**
 * Returns the id of the session that a secret which works once creates in one browser. Every press of the button in that
 * browser gives the same id, and nobody can know the id without the cookie of the sign-in page.
 */
export function sessionIdOfSecret(
  { settings }: Dashboard,
  secret: string,
  browserSecret: string,
): string {
  return createHmac('sha256', settings.nextAuthSecret)
    .update(`session of a link:${secret}:${browserSecret}`)
    .digest('base64url')
}

/**
 * Returns whether the request that used the secret up signed this browser in. Waits while that request may still run.
 *
 * @param usedAt when the secret was used up, in milliseconds since 1970
 */
export async function wasSignedIn(
  { sessions, staffSessions, api, now }: Dashboard,
  sessionId: string,
  usedAt: number,
): Promise<boolean> {
  if (now() - usedAt > maxRepetitionMs) return false
  const deadline = Date.now() + Math.min(api.timeoutMs, usedAt + api.timeoutMs - now())
  while (!(await sessions.find(sessionId)) && !(await staffSessions.find(sessionId))) {
    if (Date.now() >= deadline) return false
    await sleep(pollIntervalMs)
  }
  return true
}
