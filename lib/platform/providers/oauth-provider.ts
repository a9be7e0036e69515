import type { ClientAuth } from 'oauth4webapi'
import type { JsonObject } from './json-object'
import type { BaseProvider, Credential, ProviderClient } from './provider'

/** A provider that uses OAuth 2.0: data for the engine in `../oauth`, and named quirks. */
export interface OAuthProvider extends BaseProvider {
  kind: 'oauth'
  /**
   * The value that `iss` must have when the provider sends one (RFC 9207). Any text for a provider that sends
   * none.
   */
  issuer: string
  authorizationEndpoint: string
  tokenEndpoint: string
  /** All scopes that the person is asked for. */
  requestedScopes: readonly string[]
  /** The parameters of the authorization request, except client_id, redirect_uri, state and PKCE. */
  authorizeParameters: Readonly<Record<string, string>>
  /** Whether to send an S256 challenge and its verifier. */
  pkce: boolean
  /** The life of a code of this provider in milliseconds, when the provider documents it. */
  codeLifetimeMs?: number
  /** Whether a stored refresh token can ever be exchanged for a new access token. */
  refreshes: boolean
  /** Whether an earlier refresh token stays valid when the person consents again and the answer has no new one. */
  keepsRefreshToken?: true
  /** Adds our credentials to a request to the token endpoint. May also remove parameters. */
  authenticate: (client: ProviderClient) => ClientAuth
  /** The provider's `token_type` of a bearer token in small letters, when it is not `bearer`. */
  tokenTypes?: readonly string[]
  /** The provider's own error codes, each with its name in RFC 6749 §5.2. */
  errorNames?: Readonly<Record<string, StandardError>>
  /** Whether the token endpoint may answer in `application/x-www-form-urlencoded`. */
  mayAnswerWithForm?: true
  /** Rewrites the request to the token endpoint. */
  adaptRequest?: (request: Request) => Promise<Request>
  /** The fields of a token answer, besides those of tokens, by which a grant can be revoked. */
  grantFields?: readonly string[]
  /** Converts the token endpoint's JSON to the form of RFC 6749 §5, before it is checked. */
  adaptAnswer?: (body: JsonObject) => JsonObject
  /**
   * Adds the parts that only this provider's token answer has. `credential` has the standard fields and, on a
   * refresh, the earlier values. `claims` are those of a verified ID token, if one came.
   */
  complete?: (credential: Credential, answer: JsonObject, claims: JsonObject) => Credential
  /**
   * Does the same as `complete` for an answer that `complete` refuses: adds the values that are needed to
   * revoke the grant.
   */
  salvage?: (credential: Credential, answer: JsonObject) => Credential
  /** A second token beside the first one, which rotates in a call of its own. Only Slack has it. */
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
