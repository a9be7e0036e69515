import type { StaleToken } from '../grants/living-token'
import type { Credential, ProviderClient } from '../providers/provider'
import { sendToVendor, tokenRefused } from './send-to-vendor'
import type { VendorAnswer, VendorSession, WriteProgress } from './vendor-session'

/**
 * Uses a credential with an access token that works, as `withLivingToken` does. Throws when the provider accepts no
 * token of the grant any more.
 */
export type WithToken = (
  use: (credential: Credential, client: ProviderClient) => Promise<UsedToken | StaleToken>,
) => Promise<UsedToken>

export interface UsedToken {
  state: 'answered'
  answer: VendorAnswer
}

interface SessionParts extends Omit<VendorSession, 'send'> {
  withToken: WithToken
  /** Aborted when the caller has gone. */
  signal: AbortSignal
  /** The end of the call, on the clock of `performance.now`. */
  endsAt: number
  /** Counts the requests that change something at the vendor. */
  progress: WriteProgress
}

/** Opens the session of one call. */
export function openSession({
  withToken,
  signal,
  endsAt,
  progress,
  ...session
}: SessionParts): VendorSession {
  return {
    ...session,
    async send(api, request) {
      if (request.writes) progress.begun += 1
      const { answer } = await withToken(async (credential, client) => {
        const timeLimitMs = endsAt - performance.now()
        const answer = await sendToVendor(api, request, {
          credential,
          client,
          signal,
          timeLimitMs,
        })
        if (answer === tokenRefused) return { state: 'stale', reason: 'revoked' }
        return { state: 'answered', answer }
      })
      if (request.writes) progress.done += 1
      return answer
    },
  }
}
