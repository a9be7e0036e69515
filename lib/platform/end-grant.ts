import type { Service } from '@/lib/contract/catalogue'
import type { Environment } from '@/lib/contract/role'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import type { PlatformContext } from './context'
import { revokeGrant } from './oauth/revoke'
import { providers } from './providers'
import { grantIsShared } from './shared-grant'
import type { Grant } from './vault'

export interface EndingGrant {
  environment: Environment
  service: Service
  grant: Grant
  /** Stores a credential that had to be renewed on the way: the next try needs it. */
  keep: (renewed: Grant) => Promise<void>
}

/**
 * What became of a grant. `shared_grant`: another integration lives by it, at most this one's token
 * was ended. `by_hand`: the provider has no call for it. `untouched`: it was never the person's own.
 */
export type GrantEnd = 'revoked' | 'by_hand' | 'untouched' | 'shared_grant' | 'not_configured'

/** Ends a grant at its provider as far as nobody else needs it. Throws `ProviderError`. */
export async function endGrant(
  context: PlatformContext,
  { environment, service, grant, keep }: EndingGrant,
): Promise<GrantEnd> {
  const client = context.clients(service, environment)
  if (!client) return 'not_configured'
  const holder = { environment, service, externalId: grant.account.id }
  if (await isShared(context, holder)) {
    await providers[service].revokeTokenOnly?.(grant.credential, client)
    return 'shared_grant'
  }
  return revokeGrant(providers[service], client, grant.credential, (credential) =>
    keep({ ...grant, credential }),
  )
}

/** While the store cannot tell, an orphan is worse than a reconnect: counts as not shared. */
async function isShared(...args: Parameters<typeof grantIsShared>): Promise<boolean> {
  try {
    return await grantIsShared(...args)
  } catch (error) {
    if (isStorageUnavailable(error)) return false
    throw error
  }
}
