import type { Provider } from '../providers'
import type { Credential, ProviderClient } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
import { refreshCredential } from './refresh'
import { UnusableAnswerError } from './unusable-answer'

/**
 * Ends a grant or a part of it, and where that takes a living access token and ours has run out, gets
 * one first. A refresh token that is refused says that nothing is left to end.
 *
 * @param end one of the ways of `Provider`
 * @param keep is given the renewed credential before it is used: the next try needs it
 */
export async function endWithLivingToken<End>(
  provider: Provider,
  client: ProviderClient,
  credential: Credential,
  end: (credential: Credential, client: ProviderClient) => Promise<End>,
  keep: (renewed: Credential) => Promise<void>,
): Promise<End | 'revoked'> {
  try {
    return await end(credential, client)
  } catch (error) {
    if (!isRefused(error) || provider.kind !== 'oauth' || !credential.refreshToken) throw error
  }
  let renewed: Credential
  try {
    renewed = await refreshCredential(provider, client, credential)
  } catch (error) {
    if (error instanceof UnusableAnswerError) renewed = error.granted
    else if (isRefused(error)) return 'revoked'
    else throw error
  }
  await keep(renewed)
  return end(renewed, client)
}

function isRefused(error: unknown): boolean {
  return error instanceof ProviderError && error.failure === 'refused'
}
