import { refreshCredential } from '../oauth/refresh'
import { UnusableAnswerError } from '../oauth/unusable-answer'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential, ProviderClient } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'

export interface RefreshedCredential {
  /** The new credential. It replaces the old one, whose refresh token may be spent. */
  credential: Credential
  /** Set when the new credential can only be refreshed or revoked, because the answer lacks what its use needs. */
  unusableAnswer?: UnusableAnswerError
}

/**
 * Exchanges the refresh token of a credential. Returns `undefined` when the provider refuses it.
 *
 * @throws {ProviderError} when the provider gave no definitive answer
 */
export async function exchangeRefreshToken(
  provider: OAuthProvider,
  client: ProviderClient,
  credential: Credential,
): Promise<RefreshedCredential | undefined> {
  try {
    return { credential: await refreshCredential(provider, client, credential) }
  } catch (error) {
    if (error instanceof UnusableAnswerError)
      return { credential: error.granted, unusableAnswer: error }
    if (isRefused(error)) return undefined
    throw error
  }
}

/** Returns whether the provider refused the grant or the token, as opposed to not answering. */
export function isRefused(error: unknown): error is ProviderError {
  return error instanceof ProviderError && error.failure === 'refused'
}
