import type { Credential, Health, ProviderClient } from './provider'

/**
 * What it means that the provider no longer takes the access token: a refresh may help where there
 * is a refresh token; otherwise the token ran out, or was taken back before its time.
 */
export function tokenIsDead(credential: Credential, client: ProviderClient): Health {
  const reason = hasRunOut(credential, client) ? 'expired' : 'revoked'
  return { state: credential.refreshToken === undefined ? 'dead' : 'stale', reason }
}

export function hasRunOut({ expiresAt }: Credential, client: ProviderClient): boolean {
  return expiresAt !== undefined && expiresAt <= client.now()
}
