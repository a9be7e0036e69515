import type { Service } from '@/lib/contract/services/catalogue'
import type { Credential, ProviderClient } from '../../providers/provider'
import { providers } from '../../providers/registry'
import { exchangeRefreshToken, isRefusal } from '../exchange-refresh-token'
import { type StoredGrant, withLivingToken } from '../living-token'

export interface RevocableGrant {
  service: Service
  client: ProviderClient
  credential: Credential
  /** Stores a credential that had to be renewed. A later revocation needs the new credential. */
  storeRenewed: (renewed: Credential) => Promise<void>
}

/**
 * Revokes a grant or a part of a grant. If `revoke` throws `refused`, which means that the access token has run
 * out, renews the token and calls `revoke` again. If the provider refuses the refresh token, the grant has
 * ended and counts as revoked.
 *
 * @param revoke the function of the provider that revokes, such as `provider.revoke`
 * @throws {ProviderError} when the grant may not have been revoked
 */
export async function revokeWithLivingToken<Result extends string>(
  grant: RevocableGrant,
  revoke: (credential: Credential, client: ProviderClient) => Promise<Result>,
): Promise<Result | 'revoked'> {
  const answer = await withLivingToken(storedGrantOf(grant), async (credential) => {
    try {
      return { state: 'ended', result: await revoke(credential, grant.client) } as const
    } catch (error) {
      if (isRefusal(error)) return { state: 'stale', reason: 'expired', error } as const
      throw error
    }
  })
  if (answer.state === 'stale') throw answer.error
  return answer.result
}

/**
 * Returns the id of the account to which a grant belongs, or `undefined` when the provider accepts
 * neither its access token nor its refresh token any more.
 *
 * @throws {ProviderError} when the provider does not name the account
 */
export async function identifyWithLivingToken(grant: RevocableGrant): Promise<string | undefined> {
  const { service, client } = grant
  const answer = await withLivingToken(storedGrantOf(grant), async (credential) => {
    try {
      return { state: 'known', ...(await providers[service].identify(credential, client)) } as const
    } catch (error) {
      if (isRefusal(error)) return { state: 'stale', reason: 'expired' } as const
      throw error
    }
  })
  return answer.state === 'known' ? answer.id : undefined
}

/**
 * Returns the grant in the form that `withLivingToken` uses. No lease is needed, because no integration uses the
 * grant any more. The access token is not renewed before the first use, because several vendors need only the refresh
 * token or our own secret to revoke.
 */
function storedGrantOf({
  service,
  client,
  credential,
  storeRenewed,
}: RevocableGrant): StoredGrant<Credential, { state: 'ended'; result: 'revoked' }> {
  const provider = providers[service]
  if (provider.kind !== 'oauth' || !credential.refreshToken) {
    return { stored: credential, isRenewalDue: false }
  }
  return {
    stored: credential,
    isRenewalDue: false,
    async renew() {
      const refreshed = await exchangeRefreshToken(provider, client, credential)
      if (!refreshed) return { unusable: { state: 'ended', result: 'revoked' } }
      await storeRenewed(refreshed.credential)
      return { renewed: refreshed.credential }
    },
  }
}
