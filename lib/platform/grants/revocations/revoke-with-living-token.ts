import type { Service } from '@/lib/contract/services/catalogue'
import { providers } from '../../providers'
import type { Credential, ProviderClient } from '../../providers/provider'
import { exchangeRefreshToken, isRefused } from '../exchange-refresh-token'
import { type StoredGrant, withLivingToken } from '../living-token'

export interface RevocableGrant {
  service: Service
  client: ProviderClient
  credential: Credential
  /** Stores a credential that had to be renewed. The next attempt needs it. */
  keep: (renewed: Credential) => Promise<void>
}

/**
 * Revokes a grant or a part of it. If `revoke` throws `refused`, which means that the access token has run out,
 * renews the token and tries again. If the provider refuses the refresh token, the grant has ended and counts as
 * revoked.
 *
 * @param revoke one of the calls of `Provider` that revoke
 * @throws {ProviderError} when the grant may not have been revoked
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
 * Returns the id of the account to which a grant belongs, or `undefined` when the provider accepts neither its
 * access token nor its refresh token any more.
 *
 * @throws {ProviderError} when the provider does not tell the account
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
 * Returns the grant in the form that `withLivingToken` uses. No lease is needed, because nobody else uses the grant
 * any more. Its access token is not renewed before the first use, because several vendors need only the refresh
 * token or our own secret to revoke.
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
      if (!refreshed) return { unusable: { state: 'ended', result: 'revoked' } }
      await keep(refreshed.credential)
      return { renewed: refreshed.credential }
    },
  }
}
