import { providers } from '../providers'
import type { Credential } from '../providers/provider'
import type { ConnectingContext, ConnectOrder } from './connect-order'

/**
 * Revokes a grant whose account the provider did not tell. Uses the id of the account if the token answer
 * contains it.
 */
export async function revokeUnidentified(
  { revocations }: ConnectingContext,
  { service, caller }: ConnectOrder,
  credential: Credential,
): Promise<void> {
  const { accountId, environment } = caller
  const id = providers[service].accountIdIn?.(credential) ?? ''
  const grant = { credential, account: { id, name: '' } }
  await revocations.revoke({ accountId, environment, service, grant })
}
