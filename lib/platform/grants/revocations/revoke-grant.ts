import type { Environment } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Provider } from '../../providers'
import { providers } from '../../providers'
import type { Credential, ProviderClient } from '../../providers/provider'
import { ProviderError } from '../../providers/provider-error'
import type { GrantsContext } from '../grants-context'
import type { Grant } from '../vault/vault'
import {
  identifyWithLivingToken,
  type RevocableGrant,
  revokeWithLivingToken,
} from './revoke-with-living-token'
import { accountIsConnected, grantIsShared } from './shared-grant'

export interface GrantToRevoke {
  environment: Environment
  service: Service
  grant: Grant
  /** Stores a credential that had to be renewed before it could be revoked. The next attempt needs it. */
  keep: (renewed: Grant) => Promise<void>
  /** Whether other integrations use the grant. When it is not given, the store is asked. */
  shared?: boolean
}

/**
 * The result of revoking a grant. `shared_grant`: another integration uses the grant, so only the parts that it
 * does not need were revoked, if any. `by_hand`: the provider has no call that revokes it. `untouched`: the credential
 * never belonged to the person.
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
 * @throws {ProviderError} when it could not be revoked
 * @throws {NotConfiguredError} when the provider could not be asked
 */
export async function revokeGrant(
  context: GrantsContext,
  { environment, service, grant, keep, shared }: GrantToRevoke,
): Promise<RevocationResult> {
  const provider = providers[service]
  const client = context.clients(service, environment)
  if (!client) throw new NotConfiguredError(service)
  const { credential, account } = grant
  const revocable = {
    service,
    client,
    credential,
    async keep(renewed: Credential) {
      revocable.credential = renewed
      await keep({ account, credential: renewed })
    },
  }
  const externalId = account.id || (await ownerOf(provider, revocable))
  const holder = { environment, service, externalId }
  if (!(shared ?? (await grantIsShared(context, holder)))) {
    return revokeWithLivingToken(revocable, provider.revoke)
  }
  const revokePart = (revoke: (credential: Credential, client: ProviderClient) => Promise<void>) =>
    revokeWithLivingToken(revocable, async (renewable, via) => {
      await revoke(renewable, via)
      return 'revoked'
    })
  if (provider.revokeTokenOnly) await revokePart(provider.revokeTokenOnly)
  if (provider.revokeOwnPart && !(await accountIsConnected(context, holder))) {
    await revokePart(provider.revokeOwnPart)
  }
  return 'shared_grant'
}

/**
 * Returns the id of the account of a grant that was never stored in an integration, or an empty text when it is
 * not known. Does not ask a provider that can revoke a token alone: for a grant of an unknown account, only the
 * token is revoked there.
 */
async function ownerOf(provider: Provider, grant: RevocableGrant): Promise<string> {
  const known = provider.accountIdIn?.(grant.credential)
  if (known || provider.revokeTokenOnly) return known ?? ''
  try {
    return (await identifyWithLivingToken(grant)) ?? ''
  } catch (error) {
    if (error instanceof ProviderError && error.failure === 'malformed') return ''
    throw error
  }
}
