import type { ClientAuth } from 'oauth4webapi'
import type { JsonObject } from './json-object'
import type { BaseProvider, Credential, ProviderClient } from './provider'

/** A provider that uses OAuth 2.0. The code in `../oauth` calls it according to these values. */
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
  /** How long a code of this provider is valid, in milliseconds. Absent when the provider does not document it. */
  codeLifetimeMs?: number
  /** Whether a stored refresh token can ever be exchanged for a new access token. */
  refreshes: boolean
  /** Set when the earlier refresh token stays valid if the person consents again and the answer has no new one. */
  keepsRefreshToken?: true
  /** Adds our credentials to a request to the token endpoint. May also remove parameters. */
  authenticate: (client: ProviderClient) => ClientAuth
  /** The provider's `token_type` of a bearer token in small letters, when it is not `bearer`. */
  tokenTypes?: readonly string[]
  /** The provider's own error codes, each with its name in RFC 6749 §5.2. */
  errorNames?: Readonly<Record<string, StandardError>>
  /** Set when the token endpoint may answer in `application/x-www-form-urlencoded`. */
  mayAnswerWithForm?: true
  /** Rewrites the request to the token endpoint. */
  adaptRequest?: (request: Request) => Promise<Request>
  /** The fields of a token answer, besides the tokens, that are enough to revoke a grant. */
  grantFields?: readonly string[]
  /** Converts the token endpoint's JSON to the form of RFC 6749 §5. The result is then checked. */
  adaptAnswer?: (body: JsonObject) => JsonObject
  /**
   * Adds the parts that only this provider's token answer has. `credential` has the standard fields and, on a
   * refresh, the earlier values. `claims` are those of a verified ID token, if one came.
   */
  complete?: (credential: Credential, answer: JsonObject, claims: JsonObject) => Credential
  /**
   * Is called for an answer for which `complete` has thrown. Adds only the values that are needed to revoke the
   * grant.
   */
  salvage?: (credential: Credential, answer: JsonObject) => Credential
  /** The second credential of a grant, which is refreshed in a call of its own. Only Slack has one. */
  companion?: Companion
}

/** Reads and writes the second credential that is stored inside the first one. */
export interface Companion {
  /** Returns the second credential, or `undefined` when there is none or it cannot be refreshed. */
  of: (credential: Credential) => Credential | undefined
  /** Puts the second credential back into the first. `undefined` means that the provider refused to refresh it. */
  join: (credential: Credential, companion: Credential | undefined) => Credential
}

/** The error codes of RFC 6749 for which the platform has a rule. */
export type StandardError =
  | 'invalid_grant'
  | 'invalid_client'
  | 'invalid_request'
  | 'server_error'
  | 'temporarily_unavailable'
