import type { Credential } from '../providers/provider'
import { providers } from '../providers/registry'
import type { ConnectContext, ConnectOrder } from './connect-order'

/**
 * Revokes a grant whose account the provider has not named. Uses the id of the account if the
 * credential contains it.
 */
export async function revokeUnidentifiedGrant(
  { revocations }: ConnectContext,
  { service, caller }: ConnectOrder,
  credential: Credential,
): Promise<void> {
  const { accountId, environment } = caller
  const id = providers[service].accountIdIn?.(credential) ?? ''
  const grant = { credential, account: { id, name: '' } }
  await revocations.revoke({ accountId, environment, service, grant })
}
