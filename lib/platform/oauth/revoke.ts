import type { Provider } from '../providers'
import type { Credential, ProviderClient } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
import { refreshCredential } from './refresh'
import { UnusableAnswerError } from './unusable-answer'

/**
 * Ends a grant or a part of it. Refreshes first when that needs a valid access token and ours has expired.
 * When the refresh token is refused, nothing is left to end and the result is `revoked`.
 *
 * @param end one of the methods of `Provider` that end something
 * @param keep stores the renewed credential before it is used, because the next try needs it
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
