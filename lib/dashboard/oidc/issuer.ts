import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  customFetch,
  discoveryRequest,
  getValidatedIdTokenClaims,
  type JWKSCacheInput,
  jwksCache,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  processRefreshTokenResponse,
  processUserInfoResponse,
  refreshTokenGrantRequest,
  type TokenEndpointResponse,
  userInfoRequest,
  validateApplicationLevelSignature,
  validateAuthResponse,
} from 'oauth4webapi'
import type { OidcSettings } from '../env/oidc-env'
import type { Transport } from '../miteos/miteos-transport'
import { type Claims, lacksClaims, valueAt } from './claims'
import { issuerFetch } from './issuer-fetch'
import { OidcError } from './oidc-error'
import { oidcErrorOf } from './oidc-failures'

/** The tokens of the issuer, which the API of a remote Miteos accepts. */
export interface IssuedTokens {
  accessToken: string
  refreshToken: string | null
  /** In milliseconds since 1970, by our own clock. Null when the issuer does not tell it. */
  expiresAt: number | null
}

/**
 * The parameters with which the browser came back from the issuer, and the values with which it was
 * sent there.
 */
export interface IssuerReturn {
  parameters: Record<string, string>
  redirectUri: string
  state: string
  nonce: string
  codeVerifier: string
}

/** The issuer of OpenID Connect with which people sign in. Every function throws `OidcError` and nothing else. */
export interface Issuer {
  /** Returns the addresses of the issuer. They are read again after an hour, or after a failure. */
  describe: () => Promise<{ issuer: string; authorizationEndpoint: string }>
  /**
   * Exchanges the code that came back, validates the ID token, and returns its claims with those of
   * the userinfo endpoint.
   */
  redeem: (back: IssuerReturn) => Promise<{ claims: Claims; tokens: IssuedTokens }>
  /** Exchanges a refresh token. `refused` means that the session at the issuer has ended. */
  refresh: (refreshToken: string) => Promise<IssuedTokens>
}

const discoveryKeptMs = 60 * 60_000
const toleranceSeconds = 60
/** A refresh has more time than other calls: when the issuer rotates and the answer is lost, the session is lost. */
export const refreshTimeLimitMs = 60_000

function authenticationAt(
  { token_endpoint_auth_methods_supported: methods }: AuthorizationServer,
  secret: string,
) {
  const isPostOnly =
    methods?.includes('client_secret_post') && !methods.includes('client_secret_basic')
  return isPostOnly ? ClientSecretPost(secret) : ClientSecretBasic(secret)
}

/** Creates the client of an issuer. It opens no connection before somebody signs in. */
export function createIssuer({
  settings,
  send,
  timeoutMs,
  now,
}: {
  settings: OidcSettings
  send: Transport
  timeoutMs: number
  now: () => number
}): Issuer {
  const client: Client = { client_id: settings.clientId, [clockTolerance]: toleranceSeconds }
  const keys: JWKSCacheInput = {}
  let known: { server: AuthorizationServer; until: number } | undefined

  const options = (limitMs = timeoutMs) => ({
    [customFetch]: issuerFetch(send, limitMs),
    [allowInsecureRequests]: settings.issuer.protocol === 'http:',
  })

  async function discover(): Promise<AuthorizationServer> {
    if (known && known.until > now()) return known.server
    const response = await discoveryRequest(settings.issuer, { ...options(), algorithm: 'oidc' })
    const server = await processDiscoveryResponse(settings.issuer, response)
    known = { server, until: now() + discoveryKeptMs }
    return server
  }

  /** Runs one exchange with the issuer. After a failure, its addresses are asked for again. */
  async function ask<T>(work: (server: AuthorizationServer) => Promise<T>): Promise<T> {
    try {
      return await work(await discover())
    } catch (error) {
      known = undefined
      throw oidcErrorOf(error)
    }
  }

  function tokensIn(answer: TokenEndpointResponse, refreshToken: string | null): IssuedTokens {
    const { access_token: accessToken, refresh_token: newToken, expires_in: seconds } = answer
    if (!/^[\x21-\x7e]+$/.test(accessToken)) throw new OidcError('refused', 'access token')
    return {
      accessToken,
      refreshToken: newToken ?? refreshToken,
      expiresAt: seconds === undefined ? null : now() + Math.round(seconds * 1000),
    }
  }

  /**
   * Adds the claims of the userinfo endpoint when some are missing. When the endpoint fails, the
   * name and the e-mail address may stay missing; a missing claim that decides about a role makes
   * the sign-in fail.
   */
  async function withUserInfo(server: AuthorizationServer, claims: Claims, accessToken: string) {
    if (!lacksClaims(claims, settings) || !server.userinfo_endpoint) return claims
    try {
      const response = await userInfoRequest(server, client, accessToken, options())
      return { ...(await processUserInfoResponse(server, client, claims.sub, response)), ...claims }
    } catch (error) {
      const needed = [settings.roleClaim, settings.staffClaim?.name]
      if (needed.some((name) => name && valueAt(claims, name) === undefined)) throw error
      return claims
    }
  }

  return {
    describe: () =>
      ask(async ({ issuer, authorization_endpoint: authorizationEndpoint }) => {
        const isUrl = authorizationEndpoint !== undefined && URL.canParse(authorizationEndpoint)
        const protocol = isUrl ? new URL(authorizationEndpoint).protocol : undefined
        if (!isUrl || (protocol !== 'https:' && protocol !== settings.issuer.protocol))
          throw new OidcError('unreachable', 'no authorization endpoint')
        return { issuer, authorizationEndpoint }
      }),
    redeem: ({ parameters, redirectUri, state, nonce, codeVerifier }) =>
      ask(async (server) => {
        const sent = new URLSearchParams(parameters)
        const checked = validateAuthResponse(server, client, sent, state)
        const authentication = authenticationAt(server, settings.clientSecret)
        const response = await authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          checked,
          redirectUri,
          codeVerifier,
          options(),
        )
        const answer = await processAuthorizationCodeResponse(server, client, response, {
          expectedNonce: nonce,
          requireIdToken: true,
        })
        await validateApplicationLevelSignature(server, response, {
          ...options(),
          [jwksCache]: keys,
        })
        const claims = getValidatedIdTokenClaims(answer)
        if (!claims) throw new OidcError('refused', 'no id token')
        const tokens = tokensIn(answer, null)
        return { claims: await withUserInfo(server, claims, tokens.accessToken), tokens }
      }),
    refresh: (refreshToken) =>
      ask(async (server) => {
        const authentication = authenticationAt(server, settings.clientSecret)
        const response = await refreshTokenGrantRequest(
          server,
          client,
          authentication,
          refreshToken,
          options(refreshTimeLimitMs),
        )
        return tokensIn(await processRefreshTokenResponse(server, client, response), refreshToken)
      }),
  }
}
