import { refreshCredential } from '../oauth/refresh'
import { UnusableAnswerError } from '../oauth/unusable-answer'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential, ProviderClient } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'

export interface RefreshedCredential {
  /** The new credential. It replaces the old one, whose refresh token may be spent. */
  credential: Credential
  /** Set when the answer cannot be used. The new credential can then only be refreshed or revoked. */
  unusableAnswer?: UnusableAnswerError
}

/**
 * Exchanges the refresh token of a credential. Returns `undefined` when the provider refuses the refresh token.
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
      return { credential: error.grantedCredential, unusableAnswer: error }
    if (isRefusal(error)) return undefined
    throw error
  }
}

/** Returns whether the error says that the provider refused the grant or the token. */
export function isRefusal(error: unknown): error is ProviderError {
  return error instanceof ProviderError && error.failure === 'refused'
}
