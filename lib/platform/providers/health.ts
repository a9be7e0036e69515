import type { Credential, Health, ProviderClient } from './provider'

/**
 * Returns the health of a grant whose access token the provider no longer accepts: `stale` when there is a
 * refresh token, otherwise `dead`. The reason is `expired` if the token has run out, otherwise `revoked`.
 */
export function healthOfRefusedToken(credential: Credential, client: ProviderClient): Health {
  const reason = hasRunOut(credential, client) ? 'expired' : 'revoked'
  return { state: credential.refreshToken === undefined ? 'dead' : 'stale', reason }
}

export function hasRunOut({ expiresAt }: Credential, client: ProviderClient): boolean {
  return expiresAt !== undefined && expiresAt <= client.now()
}
