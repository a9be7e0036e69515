import type { Service } from '@/lib/contract/services/catalogue'
import type { Credential, Health, ProviderClient } from './provider'
import { ProviderError } from './provider-error'

/**
 * Returns the health of a grant whose access token the provider no longer accepts: `stale` when there is a
 * refresh token, otherwise `dead`. The reason is `expired` if the access token has run out, otherwise
 * `revoked`.
 */
export function healthOfRefusedToken(credential: Credential, client: ProviderClient): Health {
  const reason = hasRunOut(credential, client) ? 'expired' : 'revoked'
  return { state: credential.refreshToken === undefined ? 'dead' : 'stale', reason }
}

/** Throws `refused` when a credential has no access token but can be refreshed to get one. Otherwise does nothing. */
export function requireAccessToken(
  service: Service,
  { accessToken, refreshToken }: Credential,
): void {
  if (accessToken !== '' || refreshToken === undefined) return
  throw new ProviderError(service, 'refused', 'no_access_token')
}

/**
 * Returns whether the access token has expired. False when the provider did not say when it
 * expires.
 */
export function hasRunOut({ expiresAt }: Credential, client: ProviderClient): boolean {
  return expiresAt !== undefined && expiresAt <= client.now()
}
