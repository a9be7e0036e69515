import type { ClientAuth } from 'oauth4webapi'
import type { JsonObject } from './json-object'
import type { ConnectedService, Credential, ProviderClient } from './provider'

/** A provider that speaks OAuth 2.0: data for the engine in `../oauth`, and named quirks. */
export interface OAuthProvider extends ConnectedService {
  kind: 'oauth'
  /** What `iss` must be when the provider sends one (RFC 9207); any literal where none does. */
  issuer: string
  authorizationEndpoint: string
  tokenEndpoint: string
  /** Everything that is asked of the person. */
  requestedScopes: readonly string[]
  /** The parameters of the authorization request, except client_id, redirect_uri, state and PKCE. */
  authorizeParameters: Readonly<Record<string, string>>
  /** Whether to send an S256 challenge and its verifier. */
  pkce: boolean
  /** How long a code of this provider is valid, when the provider documents it. */
  codeLifetimeMs?: number
  /** Whether a stored refresh token can ever be exchanged for a new access token. */
  refreshes: boolean
  /** Whether a refresh token stays good when the same person consents again and none comes back. */
  refreshTokensLast?: true
  /** Adds our credentials to a request to the token endpoint. May also remove parameters. */
  authenticate: (client: ProviderClient) => ClientAuth
  /** The provider's `token_type` of a bearer token, when it is not `bearer`; in small letters. */
  tokenTypes?: readonly string[]
  /** The provider's own error codes and what RFC 6749 §5.2 calls them. */
  errorNames?: Readonly<Record<string, StandardError>>
  /** The token endpoint may answer in `application/x-www-form-urlencoded`. */
  answersInForm?: true
  /** Rewrites the request to the token endpoint. */
  adaptRequest?: (request: Request) => Promise<Request>
  /** The fields of a token answer, besides those of tokens, by which a grant can be revoked. */
  grantFields?: readonly string[]
  /** Turns the token endpoint's JSON into the form of RFC 6749 §5, before it is checked. */
  adaptAnswer?: (body: JsonObject) => JsonObject
  /**
   * Adds what only this provider's token answer says. `credential` has the standard fields and, on a
   * refresh, what was known before; `claims` are those of a verified ID token, if one came.
   */
  complete?: (credential: Credential, answer: JsonObject, claims: JsonObject) => Credential
  /** As `complete`, for an answer that `complete` refuses: adds what is needed to revoke the grant. */
  salvage?: (credential: Credential, answer: JsonObject) => Credential
  /** Slack: a second token that lives beside the first and rotates in a call of its own. */
  companion?: Companion
}

export interface Companion {
  /** Returns the second credential, or `undefined` when there is none or it does not rotate. */
  of: (credential: Credential) => Credential | undefined
  /** Puts the second credential back into the first. `undefined` means that the provider refused to refresh it. */
  join: (credential: Credential, companion: Credential | undefined) => Credential
}

export type StandardError =
  | 'invalid_grant'
  | 'invalid_client'
  | 'invalid_request'
  | 'server_error'
  | 'temporarily_unavailable'
