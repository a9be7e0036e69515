import { processRefreshTokenResponse, refreshTokenGrantRequest } from 'oauth4webapi'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential, ProviderClient } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
import { askTokenEndpoint } from './token-endpoint'
import { UnusableAnswerError } from './unusable-answer'

/**
 * The time limit of a refresh. It is longer than the time limit of other calls, because if the provider rotates
 * the refresh token and the answer does not arrive in time, the grant is lost.
 */
export const refreshTimeLimitMs = 60_000

/**
 * Returns a credential with a new access token (RFC 6749 §6). Keeps the old refresh token when the answer has
 * no new one. Store the new credential before you use it, because most providers end the old credential at
 * once.
 *
 * @throws {ProviderError} and nothing else. `refused` means that the grant has ended, unless another server has
 *   refreshed the credential meanwhile. The credential in an `UnusableAnswerError` also replaces the old one,
 *   because the old refresh token may be spent
 */
export async function refreshCredential(
  provider: OAuthProvider,
  client: ProviderClient,
  credential: Credential,
): Promise<Credential> {
  const renewed = await refreshOne(provider, client, credential)
  const companion = provider.companion?.read(renewed)
  if (!provider.companion || !companion) return renewed
  try {
    return provider.companion.write(renewed, await refreshOne(provider, client, companion))
  } catch (error) {
    if (error instanceof UnusableAnswerError) {
      return provider.companion.write(renewed, error.grantedCredential)
    }
    if (!(error instanceof ProviderError)) throw error
    // The first credential is renewed and must not be lost. The next refresh will try the second one again.
    return error.failure === 'refused' ? provider.companion.write(renewed, undefined) : renewed
  }
}

async function refreshOne(
  provider: OAuthProvider,
  client: ProviderClient,
  oldCredential: Credential,
): Promise<Credential> {
  const { refreshToken } = oldCredential
  if (!provider.refreshes || refreshToken === undefined) {
    throw new ProviderError(provider.service, 'refused', 'no_refresh_token')
  }
  const call = { provider, client, oldCredential, timeLimitMs: refreshTimeLimitMs }
  return askTokenEndpoint(
    call,
    async ({ server, client: registration, options, ...recognizedTypes }) => {
      const auth = provider.authenticate(client)
      const response = await refreshTokenGrantRequest(
        server,
        registration,
        auth,
        refreshToken,
        options,
      )
      return processRefreshTokenResponse(server, registration, response, recognizedTypes)
    },
  )
}
