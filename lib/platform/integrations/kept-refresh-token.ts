import type { PlatformContext } from '../core/context'
import type { IntegrationRow } from '../grants/integration-row'
import { grantOf } from '../grants/row-grant'
import { providers } from '../providers'
import type { Usable } from './put-grant'

/**
 * Returns the grant, completed with the refresh token that the integration of the same account already has.
 * Does so only where the provider issued no new refresh token and the earlier one stays valid. A refresh token
 * that the provider has refused is not kept.
 */
export function keepRefreshToken(
  context: PlatformContext,
  known: IntegrationRow,
  usable: Usable,
): Usable {
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
