import { getValidatedIdTokenClaims, type TokenEndpointResponse } from 'oauth4webapi'
import { bearerTokenSchema, splitScopes } from '../providers/credential-fields'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'

/** The lifetime of a token is cut to ten years, so that its end is a valid date. */
const maxLifetimeSeconds = 10 * 365 * 24 * 60 * 60

/**
 * Returns the credential in a token answer (RFC 6749 §5.1).
 *
 * @param oldCredential the credential before a refresh; its refresh token and scopes stay when the answer names none
 * @throws {ProviderError} `malformed` when a token in the answer cannot be used or has expired already
 */
export function credentialFrom(
  provider: OAuthProvider,
  answer: TokenEndpointResponse,
  { now, oldCredential }: { now: number; oldCredential?: Credential },
): Credential {
  const accessToken = requireUsableToken(provider, answer.access_token)
  const refreshToken =
    answer.refresh_token === undefined
      ? oldCredential?.refreshToken
      : requireUsableToken(provider, answer.refresh_token)
  const { expires_in } = answer
  if (expires_in !== undefined && expires_in < 1) {
    throw new ProviderError(provider.service, 'malformed', 'expired_at_birth')
  }
  const credential: Credential = {
    accessToken,
    ...(refreshToken !== undefined && { refreshToken }),
    ...(expires_in !== undefined && {
      issuedAt: now,
      expiresAt: now + Math.floor(Math.min(expires_in, maxLifetimeSeconds) * 1000),
    }),
    scopes:
      answer.scope === undefined
        ? (oldCredential?.scopes ?? [...provider.requestedScopes])
        : splitScopes(answer.scope),
    details: { ...oldCredential?.details },
  }
  return (
    provider.complete?.(credential, answer, { ...getValidatedIdTokenClaims(answer) }) ?? credential
  )
}

/** Returns the token. Throws `malformed` when the token cannot be sent in a header. */
function requireUsableToken({ service }: OAuthProvider, token: string): string {
  if (bearerTokenSchema.safeParse(token).success) return token
  throw new ProviderError(service, 'malformed', 'unusable_token')
}
