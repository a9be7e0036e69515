import type { DefaultNull, Hash, Sealed, Time } from './columns'

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
  /** When another token presented the code again, before it was known which integration the code made. */
  replayed_at: DefaultNull<Time>
  /** A held grant of another account than expected, until a person decides about it. */
  held_credential: DefaultNull<Sealed>
}
