import type { OAuthProvider } from '../providers/oauth-provider'
import type { ProviderClient } from '../providers/provider'

/**
 * Returns the URL at which a person gives consent (RFC 6749 §4.1.1). Parameters that differ between
 * providers, such as `scope` and `response_type`, come from `provider.authorizeParameters`.
 * `codeChallenge` is ignored for a provider without PKCE.
 */
export function authorizationUrl(
  provider: OAuthProvider,
  client: ProviderClient,
  request: { redirectUri: string; state: string; codeChallenge?: string | undefined },
): URL {
  const url = client.urlFor(provider.authorizationEndpoint)
  url.searchParams.set('client_id', client.id)
  url.searchParams.set('redirect_uri', request.redirectUri)
  for (const [name, value] of Object.entries(provider.authorizeParameters)) {
    url.searchParams.set(name, value)
  }
  url.searchParams.set('state', request.state)
  if (provider.usesPkce && request.codeChallenge !== undefined) {
    url.searchParams.set('code_challenge', request.codeChallenge)
    url.searchParams.set('code_challenge_method', 'S256')
  }
  return url
}
