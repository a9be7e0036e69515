import type { Environment } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Credential, ProviderClient } from '../../providers/provider'
import { ProviderError } from '../../providers/provider-error'
import type { Provider } from '../../providers/registry'
import { providers } from '../../providers/registry'
import type { GrantsContext } from '../grants-context'
import type { Grant } from '../vault/vault'
import {
  identifyWithLivingToken,
  type RevocableGrant,
  revokeWithLivingToken,
} from './revoke-with-living-token'
import { isAccountConnected, isGrantShared } from './shared-grant'

export interface GrantToRevoke {
  environment: Environment
  service: Service
  grant: Grant
  /** Stores a credential that had to be renewed before the revocation. A later revocation needs the new credential. */
  storeRenewed: (renewed: Grant) => Promise<void>
  /** True when other integrations use the grant. When it is absent, the store is asked. */
  isShared?: boolean
}

/**
 * The result of revoking a grant. `shared_grant`: another integration uses the grant, so at most the parts
 * that the other integration does not need were revoked. `by_hand`: the provider has no call that revokes a grant,
 * so the person has to revoke the grant there. `untouched`: nothing was revoked, because the token belongs to our shared bot.
 */
export type RevocationResult = 'revoked' | 'by_hand' | 'untouched' | 'shared_grant'

/** Thrown for a service that is not set up on this server any more. An operator has to add its registration. */
export class NotConfiguredError extends Error {
  override readonly name = 'NotConfiguredError'

  constructor(service: Service) {
    super(`${service} is not set up on this server`)
  }
}

/**
 * Revokes a grant at its provider, except for the parts that other integrations need.
 *
 * @throws {ProviderError} when the grant may not have been revoked
 * @throws {NotConfiguredError} when the service is not set up on this server
 */
export async function revokeGrant(
  context: GrantsContext,
  { environment, service, grant, storeRenewed, isShared }: GrantToRevoke,
): Promise<RevocationResult> {
  const provider = providers[service]
  const client = context.clients(service, environment)
  if (!client) throw new NotConfiguredError(service)
  const { credential, account } = grant
  /** Always contains the newest credential, because two parts may be revoked one after the other. */
  const revocable = {
    service,
    client,
    credential,
    async storeRenewed(renewed: Credential) {
      revocable.credential = renewed
      await storeRenewed({ account, credential: renewed })
    },
  }
  const externalId = account.id || (await findExternalId(provider, revocable))
  const grantAccount = { environment, service, externalId }
  if (!(isShared ?? (await isGrantShared(context, grantAccount)))) {
    return revokeWithLivingToken(revocable, provider.revoke)
  }
  const revokePart = (revoke: (credential: Credential, client: ProviderClient) => Promise<void>) =>
    revokeWithLivingToken(revocable, async (currentCredential, providerClient) => {
      await revoke(currentCredential, providerClient)
      return 'revoked'
    })
  if (provider.revokeTokenOnly) await revokePart(provider.revokeTokenOnly)
  if (provider.revokeOwnPart && !(await isAccountConnected(context, grantAccount))) {
    await revokePart(provider.revokeOwnPart)
  }
  return 'shared_grant'
}

/**
 * Returns the external account's id for a grant that was never stored in an integration, or an empty text when the
 * id is not known. Does not ask a provider that can revoke a token alone: there, only the token of such a grant is
 * revoked.
 */
async function findExternalId(provider: Provider, grant: RevocableGrant): Promise<string> {
  const externalId = provider.accountIdIn?.(grant.credential)
  if (externalId || provider.revokeTokenOnly) return externalId ?? ''
  try {
    return (await identifyWithLivingToken(grant)) ?? ''
  } catch (error) {
    if (error instanceof ProviderError && error.failure === 'malformed') return ''
    throw error
  }
}
