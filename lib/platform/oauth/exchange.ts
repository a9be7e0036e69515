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
 * Spends a provider's code, which `readCallback` has read and whose state was found good: RFC 6749
 * §4.1.3. Throws nothing but `ProviderError`; `refused` is about this code, and the person has to
 * start again. An `UnusableAnswerError` has a grant in it that has to be revoked. Never to be tried
 * twice with one code.
 *
 * @param patienceMs milliseconds for the call, if not the client's own time
 */
export async function exchangeCode(
  provider: OAuthProvider,
  client: ProviderClient,
  grant: { code: string; codeVerifier?: string | undefined; redirectUri: string },
  patienceMs?: number,
): Promise<Credential> {
  return askTokenEndpoint({ provider, client, patienceMs }, async (endpoint) => {
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
      provider.pkce ? (grant.codeVerifier ?? nopkce) : nopkce,
      endpoint.options,
    )
    return processAuthorizationCodeResponse(endpoint.server, endpoint.client, response, endpoint)
  })
}
