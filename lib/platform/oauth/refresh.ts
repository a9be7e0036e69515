import { processRefreshTokenResponse, refreshTokenGrantRequest } from 'oauth4webapi'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential, ProviderClient } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
import { askTokenEndpoint } from './token-endpoint'
import { UnusableAnswerError } from './unusable-answer'

/** A rotation that nobody waits for to the end loses the grant, so this waits longer than others. */
export const refreshPatienceMs = 60_000

/**
 * A credential with a new access token: RFC 6749 §6. Where no new refresh token comes back the old
 * one stays. Throws nothing but `ProviderError`; `refused` means that the grant is gone, unless
 * somebody else has refreshed it in the meantime. An `UnusableAnswerError` has a credential in it that
 * replaces the old one all the same: the old refresh token may be spent.
 *
 * Save what it returns before it is used: with most providers the old one is dead by then.
 */
export async function refreshCredential(
  provider: OAuthProvider,
  client: ProviderClient,
  credential: Credential,
): Promise<Credential> {
  const renewed = await refreshOne(provider, client, credential)
  const companion = provider.companion?.of(renewed)
  if (!provider.companion || !companion) return renewed
  try {
    return provider.companion.join(renewed, await refreshOne(provider, client, companion))
  } catch (error) {
    if (error instanceof UnusableAnswerError) {
      return provider.companion.join(renewed, error.granted)
    }
    if (!(error instanceof ProviderError)) throw error
    /** The first one is renewed and must not be lost; the second one is due again another time. */
    return error.failure === 'refused' ? provider.companion.join(renewed, undefined) : renewed
  }
}

async function refreshOne(
  provider: OAuthProvider,
  client: ProviderClient,
  before: Credential,
): Promise<Credential> {
  const { refreshToken } = before
  if (!provider.refreshes || refreshToken === undefined) {
    throw new ProviderError(provider.service, 'refused', 'no_refresh_token')
  }
  const conversation = { provider, client, before, patienceMs: refreshPatienceMs }
  return askTokenEndpoint(conversation, async ({ server, client: us, options, ...recognized }) => {
    const auth = provider.authenticate(client)
    const response = await refreshTokenGrantRequest(server, us, auth, refreshToken, options)
    return processRefreshTokenResponse(server, us, response, recognized)
  })
}
