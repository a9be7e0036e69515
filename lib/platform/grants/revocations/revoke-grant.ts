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
  /** Stores a credential that had to be renewed on the way: the next attempt needs it. */
  keep: (renewed: Grant) => Promise<void>
  /** Whether other integrations use the grant. The store is asked where this is not given. */
  shared?: boolean
}

/**
 * What came of revoking a grant. `shared_grant`: another integration uses it, so that at most this one's
 * token was revoked. `by_hand`: the provider has no call for it. `untouched`: it was never the person's
 * own.
 */
export type RevocationResult =
  | 'revoked'
  | 'by_hand'
  | 'untouched'
  | 'shared_grant'
  | 'not_configured'

/** Revokes a grant at its provider as far as nobody else needs it. Throws `ProviderError`. */
export async function revokeGrant(
  context: GrantsContext,
  { environment, service, grant, keep, shared }: GrantToRevoke,
): Promise<RevocationResult> {
  const provider = providers[service]
  const client = context.clients(service, environment)
  if (!client) {
    const message = 'operator alarm: a grant was left behind at its provider'
    context.log.error({ service, reason: 'not_configured' }, message)
    return 'not_configured'
  }
  const { credential, account } = grant
  const living = {
    service,
    client,
    credential,
    async keep(renewed: Credential) {
      living.credential = renewed
      await keep({ account, credential: renewed })
    },
  }
  const externalId = account.id || (await ownerOf(provider, living))
  const holder = { environment, service, externalId }
  if (!(shared ?? (await grantIsShared(context, holder)))) {
    return revokeWithLivingToken(living, provider.revoke)
  }
  const revokePart = (revoke: (credential: Credential, client: ProviderClient) => Promise<void>) =>
    revokeWithLivingToken(living, async (token, way) => {
      await revoke(token, way)
      return 'revoked'
    })
  if (provider.revokeTokenOnly) await revokePart(provider.revokeTokenOnly)
  if (provider.revokeOwnPart && !(await accountIsConnected(context, holder))) {
    await revokePart(provider.revokeOwnPart)
  }
  return 'shared_grant'
}

/**
 * Returns the account of a grant that no integration was made of, where that decides what is revoked:
 * where a token can be revoked alone, nothing else is. Empty where the provider does not say.
 */
async function ownerOf(provider: Provider, grant: RevocableGrant): Promise<string> {
  const known = provider.knownAs?.(grant.credential)
  if (known || provider.revokeTokenOnly) return known ?? ''
  try {
    return (await identifyWithLivingToken(grant)) ?? ''
  } catch (error) {
    if (error instanceof ProviderError && error.failure === 'malformed') return ''
    throw error
  }
}
