import type { Service } from '@/lib/contract/services/catalogue'
import { providers } from '../providers'
import type { Credential } from '../providers/provider'

/** Returns whether the platform can get a new access token without asking the person. */
export function isRenewable(service: Service, { refreshToken }: Credential): boolean {
  const provider = providers[service]
  return provider.kind === 'oauth' && provider.refreshes && refreshToken !== undefined
}

/**
 * Returns when a grant ends by itself, in milliseconds since 1970, or `null` when the platform can renew the
 * grant or the grant has no end.
 */
export function grantEndsAt(service: Service, credential: Credential): number | null {
  return isRenewable(service, credential) ? null : (credential.expiresAt ?? null)
}
