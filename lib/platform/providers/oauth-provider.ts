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
  /** The authorization request, but for client_id, redirect_uri, state and PKCE. */
  authorizeParameters: Readonly<Record<string, string>>
  /** Whether to send an S256 challenge and its verifier. */
  pkce: boolean
  /** Milliseconds that a code of this provider lives, where it says so. */
  codeLifetimeMs?: number
  /** Whether a stored refresh token can ever be exchanged for a new access token. */
  refreshes: boolean
  /** Whether a refresh token stays good when the same person consents again and none comes back. */
  refreshTokensLast?: true
  /** How our registration proves itself at the token endpoint; also takes parameters away. */
  authenticate: (client: ProviderClient) => ClientAuth
  /** What the provider calls a bearer token, if not that; in small letters. */
  tokenTypes?: readonly string[]
  /** The provider's own error codes and what RFC 6749 §5.2 calls them. */
  errorNames?: Readonly<Record<string, StandardError>>
  /** The token endpoint may answer in `application/x-www-form-urlencoded`. */
  answersInForm?: true
  /** Rewrites the request to the token endpoint. */
  adaptRequest?: (request: Request) => Promise<Request>
  /** Turns the token endpoint's JSON into what RFC 6749 §5 says, before it is judged. */
  adaptAnswer?: (body: JsonObject) => JsonObject
  /**
   * Adds what only this provider's token answer says. `credential` has the standard fields and, on a
   * refresh, what was known before; `claims` are those of a verified ID token, if one came.
   */
  complete?: (credential: Credential, answer: JsonObject, claims: JsonObject) => Credential
  /** The same of an answer that `complete` refuses, as far as it is needed to revoke what it granted. */
  salvage?: (credential: Credential, answer: JsonObject) => Credential
  /** Slack: a second token that lives beside the first and rotates in a call of its own. */
  companion?: Companion
}

export interface Companion {
  /** `undefined` when there is none, or none that rotates. */
  of: (credential: Credential) => Credential | undefined
  /** Takes it back in; `undefined` when the provider refused to go on with it. */
  join: (credential: Credential, companion: Credential | undefined) => Credential
}

export type StandardError =
  | 'invalid_grant'
  | 'invalid_client'
  | 'invalid_request'
  | 'server_error'
  | 'temporarily_unavailable'
