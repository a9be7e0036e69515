import type { DefaultNull, Hash, Sealed, Time } from './columns'

/** One way through a provider, from the connect page to its callback. */
export interface TransactionsTable {
  id: string
  state_hash: Hash
  browser_hash: Hash
  account_id: string
  environment: string
  person: string
  service: string
  redirect_uri: string
  /** The PKCE verifier, the client's own state and what else the way back needs. */
  secrets: Sealed
  created_at: Time
  expires_at: Time
  consumed_at: DefaultNull<Time>
}

export interface OauthCodesTable {
  hash: Hash
  account_id: string
  environment: string
  service: string
  redirect_uri: string
  person: string
  /** The provider's code with what its exchange needs, or a bot token. */
  grant_input: DefaultNull<Sealed>
  created_at: Time
  expires_at: Time
  used_at: DefaultNull<Time>
  used_by: DefaultNull<string>
  integration_id: DefaultNull<string>
  /** When another token presented it again, before it was known what the code made. */
  replayed_at: DefaultNull<Time>
  /** What an exchange brought for another account than expected, until somebody decides. */
  held_credential: DefaultNull<Sealed>
}
