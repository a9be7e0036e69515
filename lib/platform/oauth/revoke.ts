import type { Credential, Provider, ProviderClient } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
import { refreshCredential } from './refresh'

/**
 * Ends the grant at the provider as `Provider.revoke` does, and where that takes a living access
 * token and ours has run out, gets one first. A refresh token that is refused says that the grant is
 * already gone.
 *
 * @param keep is given the renewed credential before it is used: the next try needs it
 */
export async function revokeGrant(
  provider: Provider,
  client: ProviderClient,
  credential: Credential,
  keep: (renewed: Credential) => Promise<void>,
): Promise<'revoked' | 'by_hand' | 'untouched'> {
  try {
    return await provider.revoke(credential, client)
  } catch (error) {
    if (!isRefused(error) || provider.kind !== 'oauth' || !credential.refreshToken) throw error
  }
  let renewed: Credential
  try {
    renewed = await refreshCredential(provider, client, credential)
  } catch (error) {
    if (isRefused(error)) return 'revoked'
    throw error
  }
  await keep(renewed)
  return provider.revoke(renewed, client)
}

function isRefused(error: unknown): boolean {
  return error instanceof ProviderError && error.failure === 'refused'
}
