import type { PlatformContext } from '../core/context'
import type { IntegrationRow } from '../grants/integration-row'
import { grantOf } from '../grants/row-grant'
import { providers } from '../providers'
import type { UsableGrant } from './put-grant'

/**
 * Returns the grant with the refresh token that the integration of the same account already has, if the provider
 * issued no new one and its earlier refresh tokens stay valid. Otherwise, or when the provider has refused the
 * earlier refresh token, returns the grant as it is.
 */
export function keepRefreshToken(
  context: PlatformContext,
  known: IntegrationRow,
  usable: UsableGrant,
): UsableGrant {
  const provider = providers[known.service]
  const { credential, account } = usable.grant
  if (provider.kind !== 'oauth' || !provider.keepsRefreshToken) return usable
  if (credential.refreshToken !== undefined || wasRefused(known)) return usable
  const refreshToken = grantOf(context, known)?.credential.refreshToken
  if (refreshToken === undefined) return usable
  return { ...usable, grant: { account, credential: { ...credential, refreshToken } } }
}

/** Returns whether the provider has refused the refresh token. Missing scopes are no such refusal. */
function wasRefused({ status, status_reason }: IntegrationRow): boolean {
  return status !== 'connected' && status_reason !== 'scopes_removed'
}
