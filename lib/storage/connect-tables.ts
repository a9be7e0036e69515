import type { DefaultNull, Hash, Json, Sealed, Time } from './columns'

/** A transaction: a person's way to a provider and back, from the consent page to the callback. */
export interface TransactionsTable {
  id: string
  state_hash: Hash
  /** The hash of a secret in a cookie of the browser that began the transaction. */
  browser_hash: Hash
  account_id: string
  environment: string
  /** The id of the person who began the transaction. */
  person: string
  service: string
  redirect_uri: string
  /** The PKCE verifier, the client's state and other values that the callback needs. */
  secrets: Sealed
  created_at: Time
  expires_at: Time
  consumed_at: DefaultNull<Time>
  attempt_id: DefaultNull<string>
}

/** Our codes, each for one grant. */
export interface OauthCodesTable {
  hash: Hash
  account_id: string
  environment: string
  service: string
  redirect_uri: string
  /** The id of the person who allowed the grant. */
  person: string
  /** The provider's code with the values for its exchange, or a bot token. */
  grant_input: DefaultNull<Sealed>
  created_at: Time
  expires_at: Time
  used_at: DefaultNull<Time>
  /** The id of the API token that redeemed the code. */
  used_by: DefaultNull<string>
  integration_id: DefaultNull<string>
  /** The time at which another token presented the code again, when it was not known yet which integration the code made. */
  replayed_at: DefaultNull<Time>
  /** A held grant of another account than expected, until a person decides about it. */
  held_credential: DefaultNull<Sealed>
  attempt_id: DefaultNull<string>
}

/** A redirect URI to which people of an account may be sent, besides the platform's own callback. */
export interface RedirectUrisTable {
  id: string
  account_id: string
  environment: string
  uri: string
  app_name: string
  created_at: Time
  created_by: Json
  last_used_at: DefaultNull<Time>
}

/** The record of one attempt to connect, for people who look for what went wrong. */
export interface ConnectAttemptsTable {
  id: string
  account_id: string
  environment: string
  service: string
  app_name: DefaultNull<string>
  redirect_host: string
  started_by: DefaultNull<Json>
  started_at: Time
  /** The latest time for the next step. */
  expires_at: Time
  outcome: string
  reason: DefaultNull<string>
  integration_id: DefaultNull<string>
}

export interface ConnectAttemptStepsTable {
  attempt_id: string
  /** The position of the step in the order of all steps, from 1. */
  position: number
  step: string
  at: Time
  request_id: DefaultNull<string>
  /** 1 when the attempt ended here without a connection, otherwise 0. */
  failed: number
  reason: DefaultNull<string>
}

/** The references by which an attempt can be found. */
export interface ConnectAttemptReferencesTable {
  account_id: string
  environment: string
  reference: string
  attempt_id: string
}
