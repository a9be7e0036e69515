import type { PlatformContext } from '../core/context'
import type { IntegrationRow } from '../grants/integration-row'
import { grantOf } from '../grants/row-grant'
import { providers } from '../providers/registry'
import type { UsableGrant } from './put-grant'

/**
 * Returns the grant with the refresh token that the integration already has, if the provider issued no new refresh
 * token and its earlier refresh tokens stay valid. Otherwise, or when the provider has refused the earlier refresh
 * token, returns the grant unchanged.
 */
export function keepRefreshToken(
  context: PlatformContext,
  rowBefore: IntegrationRow,
  usable: UsableGrant,
): UsableGrant {
  const provider = providers[rowBefore.service]
  const { credential, account } = usable.grant
  if (provider.kind !== 'oauth' || !provider.keepsRefreshToken) return usable
  if (credential.refreshToken !== undefined || wasRefreshRefused(rowBefore)) return usable
  const refreshToken = grantOf(context, rowBefore)?.credential.refreshToken
  if (refreshToken === undefined) return usable
  return { ...usable, grant: { account, credential: { ...credential, refreshToken } } }
}

/**
 * Returns whether the status means that the provider has refused the refresh token. `scopes_removed` does not mean
 * that.
 */
function wasRefreshRefused({ status, status_reason }: IntegrationRow): boolean {
  return status !== 'connected' && status_reason !== 'scopes_removed'
}
