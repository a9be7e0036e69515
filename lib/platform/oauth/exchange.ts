import {
  authorizationCodeGrantRequest,
  nopkce,
  processAuthorizationCodeResponse,
  skipStateCheck,
  validateAuthResponse,
} from 'oauth4webapi'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential, ProviderClient } from '../providers/provider'
import { askTokenEndpoint } from './token-endpoint'

/**
 * Exchanges a provider code for a credential (RFC 6749 §4.1.3). Call this only once for each provider code,
 * after `readCallback` has read the code and the state was checked.
 *
 * @param timeLimitMs the time limit of the call, in place of the client's own timeout
 * @throws {ProviderError} and nothing else. After `refused` the person has to start again. The credential in an
 *   `UnusableAnswerError` has to be revoked
 */
export async function exchangeCode(
  provider: OAuthProvider,
  client: ProviderClient,
  grant: { code: string; codeVerifier?: string | undefined; redirectUri: string },
  timeLimitMs?: number,
): Promise<Credential> {
  return askTokenEndpoint({ provider, client, timeLimitMs }, async (endpoint) => {
    const response = await authorizationCodeGrantRequest(
      endpoint.server,
      endpoint.client,
      provider.authenticate(client),
      validateAuthResponse(
        endpoint.server,
        endpoint.client,
        new URLSearchParams({ code: grant.code }),
        skipStateCheck,
      ),
      grant.redirectUri,
      provider.usesPkce ? (grant.codeVerifier ?? nopkce) : nopkce,
      endpoint.options,
    )
    return processAuthorizationCodeResponse(endpoint.server, endpoint.client, response, endpoint)
  })
}
