import type { ClientAuth } from 'oauth4webapi'
import type { JsonObject } from './json-object'
import type { BaseProvider, Credential, ProviderClient } from './provider'

/** A provider that uses OAuth 2.0. The code in `../oauth` calls it according to these values. */
export interface OAuthProvider extends BaseProvider {
  kind: 'oauth'
  /**
   * The value that `iss` must have when the provider sends `iss` (RFC 9207). oauth4webapi needs a value for the
   * other providers too.
   */
  issuer: string
  authorizationEndpoint: string
  tokenEndpoint: string
  /** All scopes that the person is asked for. */
  requestedScopes: readonly string[]
  /** The parameters of the authorization request, except client_id, redirect_uri, state and PKCE. */
  authorizeParameters: Readonly<Record<string, string>>
  /** Whether the platform sends a PKCE challenge (S256) and its verifier to this provider. */
  usesPkce: boolean
  /** The time for which a provider code is valid. Absent when the provider does not document this time. */
  codeLifetimeMs?: number
  /** Whether a stored refresh token can ever be exchanged for a new access token. */
  refreshes: boolean
  /** Set when the earlier refresh token stays valid after the person consents again without getting a new one. */
  keepsRefreshToken?: true
  /** Returns the function that adds our id and secret to a request to the token endpoint. It may remove parameters. */
  authenticate: (client: ProviderClient) => ClientAuth
  /**
   * The values of `token_type`, in small letters, with which this provider means a bearer token.
   * Absent when that is only `bearer`.
   */
  tokenTypes?: readonly string[]
  /** The provider's own error codes, each with its name in RFC 6749 §5.2. */
  errorNames?: Readonly<Record<string, StandardError>>
  /**
   * Set when the token endpoint may answer with `application/x-www-form-urlencoded` instead of
   * JSON.
   */
  mayAnswerWithForm?: true
  /** Rewrites the request to the token endpoint. */
  adaptRequest?: (request: Request) => Promise<Request>
  /** The fields of a token answer, besides the tokens, that are enough to revoke a grant. */
  grantFields?: readonly string[]
  /** Converts the token endpoint's JSON to the form of RFC 6749 §5. The result is then checked. */
  adaptAnswer?: (body: JsonObject) => JsonObject
  /**
   * Returns the credential with the values that only this provider's token answer has. `credential` has the standard
   * fields and, on a refresh, the earlier values. `claims` are those of a verified ID token, or empty without one.
   * Throws `ProviderError` when a needed value is missing.
   */
  complete?: (credential: Credential, answer: JsonObject, claims: JsonObject) => Credential
  /**
   * Called instead of `complete` for an answer for which `complete` has thrown. Adds only the values that are needed
   * to revoke the grant.
   */
  salvage?: (credential: Credential, answer: JsonObject) => Credential
  /** Reads and writes the second credential of a grant, which is refreshed separately. Only Slack has one. */
  companion?: Companion
}

/** Reads and writes the second credential of a grant. It is stored inside the first credential. */
export interface Companion {
  /** Returns the second credential, or `undefined` when the grant has none or cannot refresh it. */
  read: (credential: Credential) => Credential | undefined
  /** Returns the first credential with a new second one, or without one when the provider refused to refresh it. */
  write: (credential: Credential, second: Credential | undefined) => Credential
}

/** The error codes of RFC 6749 for which the platform has a rule. */
export type StandardError =
  | 'invalid_grant'
  | 'invalid_client'
  | 'invalid_request'
  | 'server_error'
  | 'temporarily_unavailable'
