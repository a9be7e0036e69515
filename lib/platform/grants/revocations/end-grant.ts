import type { Environment } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'
import { endWithLivingToken } from '../../oauth/revoke'
import { providers } from '../../providers'
import type { Credential, Provider, ProviderClient } from '../../providers/provider'
import { ProviderError } from '../../providers/provider-error'
import type { GrantsContext } from '../grants-context'
import type { Grant } from '../vault/vault'
import { accountIsConnected, grantIsShared } from './shared-grant'

export interface EndingGrant {
  environment: Environment
  service: Service
  grant: Grant
  /** Stores a credential that had to be renewed on the way: the next try needs it. */
  keep: (renewed: Grant) => Promise<void>
  /** Whether others live by the grant; the store is asked where it is not given. */
  shared?: boolean
}

/**
 * What became of a grant. `shared_grant`: another integration lives by it, at most this one's token
 * was ended. `by_hand`: the provider has no call for it. `untouched`: it was never the person's own.
 */
export type GrantEnd = 'revoked' | 'by_hand' | 'untouched' | 'shared_grant' | 'not_configured'

/** Ends a grant at its provider as far as nobody else needs it. Throws `ProviderError`. */
export async function endGrant(
  context: GrantsContext,
  { environment, service, grant, keep, shared }: EndingGrant,
): Promise<GrantEnd> {
  const provider = providers[service]
  const client = context.clients(service, environment)
  if (!client) return 'not_configured'
  const { credential, account } = grant
  const externalId = account.id || (await ownerOf(provider, credential, client))
  const holder = { environment, service, externalId }
  const end = <End>(way: (credential: Credential, client: ProviderClient) => Promise<End>) =>
    endWithLivingToken(provider, client, credential, way, (renewed) =>
      keep({ account, credential: renewed }),
    )
  if (!(shared ?? (await grantIsShared(context, holder)))) return end(provider.revoke)
  if (provider.revokeTokenOnly) await end(provider.revokeTokenOnly)
  if (provider.revokeOwnPart && !(await accountIsConnected(context, holder))) {
    await end(provider.revokeOwnPart)
  }
  return 'shared_grant'
}

/**
 * Whose a grant is that no integration was made of, as far as it matters: where a token can be ended
 * alone nothing else is ended. Empty where the provider does not say.
 */
async function ownerOf(
  provider: Provider,
  credential: Credential,
  client: ProviderClient,
): Promise<string> {
  const known = provider.knownAs?.(credential)
  if (known || provider.revokeTokenOnly) return known ?? ''
  try {
    return (await provider.identify(credential, client)).id
  } catch (error) {
    const neverSays = ['refused', 'malformed']
    if (error instanceof ProviderError && neverSays.includes(error.failure)) return ''
    throw error
  }
}
