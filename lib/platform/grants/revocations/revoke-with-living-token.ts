import type { Service } from '@/lib/contract/services/catalogue'
import { providers } from '../../providers'
import type { Credential, ProviderClient } from '../../providers/provider'
import { exchangeRefreshToken, isRefused } from '../exchange-refresh-token'
import { type StoredGrant, withLivingToken } from '../living-token'

export interface RevocableGrant {
  service: Service
  client: ProviderClient
  credential: Credential
  /** Stores a credential that had to be renewed: the next attempt needs it. */
  keep: (renewed: Credential) => Promise<void>
}

/**
 * Revokes a grant or a part of it, with a renewed access token where that needs a living one and ours
 * has run out. A refresh token that is refused says that nothing is left to revoke.
 *
 * @param revoke one of the calls of `Provider` that revoke
 * @throws {ProviderError} when it may not be revoked
 */
export async function revokeWithLivingToken<Result extends string>(
  grant: RevocableGrant,
  revoke: (credential: Credential, client: ProviderClient) => Promise<Result>,
): Promise<Result | 'revoked'> {
  const answer = await withLivingToken(storedForRevocation(grant), async (credential) => {
    try {
      return { state: 'ended', result: await revoke(credential, grant.client) } as const
    } catch (error) {
      if (isRefused(error)) return { state: 'stale', reason: 'expired', error } as const
      throw error
    }
  })
  if (answer.state === 'stale') throw answer.error
  return answer.result
}

/**
 * Returns the id of the account that a grant is of; `undefined` when the provider takes neither its access
 * token nor its refresh token any more.
 *
 * @throws {ProviderError} when the provider does not say
 */
export async function identifyWithLivingToken(grant: RevocableGrant): Promise<string | undefined> {
  const { service, client } = grant
  const answer = await withLivingToken(storedForRevocation(grant), async (credential) => {
    try {
      return { state: 'known', ...(await providers[service].identify(credential, client)) } as const
    } catch (error) {
      if (isRefused(error)) return { state: 'stale', reason: 'expired' } as const
      throw error
    }
  })
  return answer.state === 'known' ? answer.id : undefined
}

/**
 * The grant of a queued revocation, of which this attempt is the only user. It is never renewed first:
 * several vendors revoke by the refresh token or by our own secret, and need no living access token.
 */
function storedForRevocation({
  service,
  client,
  credential,
  keep,
}: RevocableGrant): StoredGrant<Credential, { state: 'ended'; result: 'revoked' }> {
  const provider = providers[service]
  if (provider.kind !== 'oauth' || !credential.refreshToken) {
    return { stored: credential, isDue: false }
  }
  return {
    stored: credential,
    isDue: false,
    async renew() {
      const refreshed = await exchangeRefreshToken(provider, client, credential)
      if (!refreshed) return { lost: { state: 'ended', result: 'revoked' } }
      await keep(refreshed.credential)
      return { renewed: refreshed.credential }
    },
  }
}
