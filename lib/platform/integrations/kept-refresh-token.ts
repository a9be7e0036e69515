import type { PlatformContext } from '../core/context'
import type { IntegrationRow } from '../grants/integration-row'
import { grantOf } from '../grants/row-grant'
import { providers } from '../providers'
import type { Usable } from './put-grant'

/**
 * The grant with the refresh token that the integration of the same account already has, where its
 * provider gave no other and lets the earlier one live on. One that the provider has refused is not
 * kept.
 */
export function keepRefreshToken(
  context: PlatformContext,
  known: IntegrationRow,
  usable: Usable,
): Usable {
  const provider = providers[known.service]
  const { credential, account } = usable.grant
  if (provider.kind !== 'oauth' || !provider.refreshTokensLast) return usable
  if (credential.refreshToken !== undefined || wasRefused(known)) return usable
  const refreshToken = grantOf(context, known)?.credential.refreshToken
  if (refreshToken === undefined) return usable
  return { ...usable, grant: { account, credential: { ...credential, refreshToken } } }
}

/** The tools that a person no longer allows say nothing about the token. */
function wasRefused({ status, status_reason }: IntegrationRow): boolean {
  return status !== 'connected' && status_reason !== 'scopes_removed'
}
