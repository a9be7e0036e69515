import type { ColumnType } from 'kysely'

/** Milliseconds since 1970, UTC. */
type Time = number
/** JSON kept as text, so that both databases store the same thing. */
type Json = string
/** `v1.<kid>.<iv>.<ciphertext>`: readable only with the keyring and the row's own identity. */
type Sealed = string
/** Base64url of SHA-256. The value itself is nowhere in the database. */
type Hash = string

type DefaultNull<T> = ColumnType<T | null, T | null | undefined, T | null>

export interface AccountsTable {
  id: string
  name: string
  created_at: Time
}

export interface TokensTable {
  id: string
  account_id: string
  environment: string
  role: string
  name: string
  hash: Hash
  created_at: Time
  revoked_at: DefaultNull<Time>
}

export interface SignInLinksTable {
  hash: Hash
  account_id: string
  created_at: Time
  expires_at: Time
  spent_at: DefaultNull<Time>
}

export interface IntegrationsTable {
  id: string
  account_id: string
  environment: string
  service: string
  /** The provider's own stable id of the account, e.g. a Google `sub` or a Slack team and user. */
  external_id: string
  account_name: string
  status: string
  status_reason: DefaultNull<string>
  connected_at: Time
  checked_at: DefaultNull<Time>
  scopes: Json
  available_tools: Json
  credential: DefaultNull<Sealed>
  /** Counts every write of `credential`; a writer that saw another value has lost the race. */
  credential_version: number
}

export interface EventsTable {
  id: string
  account_id: string
  integration_id: string
  at: Time
  type: string
  actor: DefaultNull<string>
  reason: DefaultNull<string>
  account: DefaultNull<Json>
}

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
  client_state: DefaultNull<string>
  /** The PKCE verifier and what else the exchange needs. */
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
  /** What an exchange brought for another account than expected, until somebody decides. */
  held_credential: DefaultNull<Sealed>
}

export interface IdempotencyKeysTable {
  account_id: string
  environment: string
  key_hash: Hash
  fingerprint: Hash
  created_at: Time
  status: DefaultNull<number>
  body: DefaultNull<Json>
}

/** Grants that still have to be revoked at their provider. */
export interface RevocationsTable {
  id: string
  account_id: string
  environment: string
  service: string
  integration_id: DefaultNull<string>
  credential: Sealed
  created_at: Time
  attempts: number
  next_at: Time
}

/** One pass through the consent page of a simulated vendor. */
export interface SandboxGrantsTable {
  id: string
  service: string
  /** Which of the sandbox's accounts, by its id at the vendor. */
  subject: string
  scopes: Json
  /** What else this vendor remembers of the request, by its own names. */
  details: Json
  redirect_uri: string
  code_challenge: DefaultNull<string>
  code_hash: DefaultNull<Hash>
  code_expires_at: DefaultNull<Time>
  code_used_at: DefaultNull<Time>
  scenario: string
  /** A fault that acts at the next check. */
  fault: DefaultNull<string>
  /** When it was first asked whose grant it is. */
  identified_at: DefaultNull<Time>
  revoked_at: DefaultNull<Time>
  created_at: Time
}

export interface SandboxTokensTable {
  hash: Hash
  grant_id: string
  kind: string
  created_at: Time
  expires_at: DefaultNull<Time>
  revoked_at: DefaultNull<Time>
}

/** A person signed in to the dashboard. The cookie holds only the id that `id_hash` is made from. */
export interface SessionsTable {
  id_hash: Hash
  /** Public name of the person's identity: pages carry it, so that a write from another one is refused. */
  person: string
  bearer: Sealed
  environment: string
  account_id: DefaultNull<string>
  account_name: DefaultNull<string>
  role: DefaultNull<string>
  /** Set when the token was made for this session alone and dies with it. */
  token_id: DefaultNull<string>
  created_at: Time
  last_seen_at: Time
}

/** One click on Connect, from the dashboard's side. */
export interface AttemptsTable {
  id: string
  secret_hash: Hash
  state_hash: Hash
  person: string
  service: string
  reconnects: DefaultNull<string>
  return_to: string
  created_at: Time
  expires_at: Time
  status: string
  outcome: DefaultNull<Json>
  /** The code of an attempt that waits for a decision about another account. */
  code: DefaultNull<Sealed>
}

export interface FactsTable {
  name: string
  value: string
}

export interface Tables {
  accounts: AccountsTable
  tokens: TokensTable
  sign_in_links: SignInLinksTable
  integrations: IntegrationsTable
  events: EventsTable
  transactions: TransactionsTable
  oauth_codes: OauthCodesTable
  idempotency_keys: IdempotencyKeysTable
  revocations: RevocationsTable
  sandbox_grants: SandboxGrantsTable
  sandbox_tokens: SandboxTokensTable
  sessions: SessionsTable
  attempts: AttemptsTable
  facts: FactsTable
}
