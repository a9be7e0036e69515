import { providers } from '../providers'
import type { Credential } from '../providers/provider'
import type { ConnectingContext, ConnectOrder } from './connecting'

/** Lets go of what was granted before it is known whose it is, as far as its own answer does not say. */
export async function letGoOfUnnamed(
  { revocations }: ConnectingContext,
  { service, caller }: ConnectOrder,
  credential: Credential,
): Promise<void> {
  const { accountId, environment } = caller
  const id = providers[service].knownAs?.(credential) ?? ''
  const grant = { credential, account: { id, name: '' } }
  await revocations.revoke({ accountId, environment, service, grant })
}
