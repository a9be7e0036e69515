import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dashboard } from '../dashboard'
import type { NewSession, Sessions } from '../sessions/sessions'

/** The pause before a revocation that failed is repeated. It doubles up to the longest one. */
const firstPauseMs = 200
const longestPauseMs = 5000
const longestRevokingMs = 90_000

/**
 * Revokes the token that was made for a session that did not begin. Repeats it for a minute and a half, because the store may be
 * away. Never rejects.
 */
async function revokeUnused(
  { embedded, log }: Dashboard,
  session: Pick<NewSession, 'tokenId' | 'accountId'>,
): Promise<void> {
  const deadline = performance.now() + longestRevokingMs
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      await embedded?.revokeToken(session)
      return
    } catch (error) {
      if (performance.now() + pauseMs > deadline) {
        log.error({ err: error }, 'the token of a session that did not begin could not be revoked')
        return
      }
      await sleep(pauseMs, undefined, { ref: false })
    }
  }
}

/**
 * Begins a session, as `sessions.begin` does. When that fails, the token that was made for the session is revoked, as soon as
 * the store can be used again.
 */
export async function beginOrRevoke(
  dashboard: Dashboard,
  ...parameters: Parameters<Sessions['begin']>
): Promise<string> {
  try {
    return await dashboard.sessions.begin(...parameters)
  } catch (error) {
    const [session] = parameters
    void revokeUnused(dashboard, session)
    throw error
  }
}
