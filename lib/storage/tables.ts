import type { DefaultNull, Hash, Json, Sealed, Time } from './columns'
import type {
  ConnectAttemptReferencesTable,
  ConnectAttemptStepsTable,
  ConnectAttemptsTable,
  OauthCodesTable,
  RedirectUrisTable,
  TransactionsTable,
} from './connect-tables'
import type { AttemptsTable, SessionsTable, VisitsTable } from './dashboard-tables'
import type { SandboxGrantsTable, SandboxTokensTable } from './sandbox-tables'
import type { WebhookDeliveriesTable, WebhookMessagesTable, WebhooksTable } from './webhook-tables'

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
  created_by: DefaultNull<Json>
  expires_at: DefaultNull<Time>
  last_used_at: DefaultNull<Time>
  /** The network from which the token was last used. */
  last_used_from: DefaultNull<string>
  /** The last four characters of the token. */
  ends_with: DefaultNull<string>
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
  /** The id of the account at the provider, which never changes, e.g. a Google `sub`, or a Slack team and user. */
  external_id: string
  /** The unit whose grants the provider ends together: the account, or the Slack team that it is part of. */
  grant_owner: string
  account_name: string
  status: string
  status_reason: DefaultNull<string>
  connected_at: Time
  checked_at: DefaultNull<Time>
  scopes: Json
  available_tools: Json
  credential: DefaultNull<Sealed>
  /** The number of writes of `credential`. A writer that has read an older number must not write. */
  credential_version: number
  /**
   * The id of the lease with which one server refreshes this version of the credential. Until `refresh_until`
   * no other server may do so.
   */
  refresh_owner: DefaultNull<string>
  refresh_until: DefaultNull<Time>
  /** When the grant ends by itself. Null when it can be refreshed or has no end. */
  grant_ends_at: DefaultNull<Time>
  /** When the background work checks the integration next. Null when it does not. */
  next_check_at: DefaultNull<Time>
  /** When the background work renews the access token. Null when it does not. */
  renew_at: DefaultNull<Time>
  /** The number of checks without a definitive answer since the last definitive answer. */
  failed_checks: DefaultNull<number>
  /** Since when checks have got no definitive answer, and why the last one got none. Null after a definitive answer. */
  failing_since: DefaultNull<Time>
  failing_reason: DefaultNull<string>
  /** When the status became `error`. Null with any other status. */
  broken_at: DefaultNull<Time>
  /** When the status last changed. Null when an older version changed it. */
  status_since: DefaultNull<Time>
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

/** The last checks of each integration. */
export interface ChecksTable {
  id: string
  account_id: string
  integration_id: string
  /** When the check began. */
  at: Time
  outcome: string
  cause: string
  /** The method and the URL of the last request, without secrets. */
  asked: DefaultNull<string>
  answered: DefaultNull<string>
  took_ms: number
  status: string
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

/** The signals of vendors that were received in the last weeks. */
export interface SignalsTable {
  environment: string
  vendor: string
  /** The hash of the vendor's id of the event, which is the same in each delivery of the event. */
  event_hash: Hash
  received_at: Time
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
  /** The number of tries that have begun. */
  attempts: number
  /** When the next try is due. */
  next_at: Time
}

/** Everything that somebody did in an account, or was refused. */
export interface ActivityTable {
  id: string
  account_id: string
  environment: string
  at: Time
  type: string
  actor: Json
  target: Json
  outcome: string
  reason: DefaultNull<string>
}

/** The counts of the limits that servers share. Used on PostgreSQL only. */
export interface LimitsTable {
  /** The hash of the limit's name and of what it counts. */
  key: Hash
  points: number
  /** When the count ends. */
  expire: Time
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
  checks: ChecksTable
  signals: SignalsTable
  activity: ActivityTable
  redirect_uris: RedirectUrisTable
  connect_attempts: ConnectAttemptsTable
  connect_attempt_steps: ConnectAttemptStepsTable
  connect_attempt_references: ConnectAttemptReferencesTable
  transactions: TransactionsTable
  oauth_codes: OauthCodesTable
  idempotency_keys: IdempotencyKeysTable
  revocations: RevocationsTable
  webhooks: WebhooksTable
  webhook_messages: WebhookMessagesTable
  webhook_deliveries: WebhookDeliveriesTable
  sandbox_grants: SandboxGrantsTable
  sandbox_tokens: SandboxTokensTable
  sessions: SessionsTable
  attempts: AttemptsTable
  visits: VisitsTable
  limits: LimitsTable
  facts: FactsTable
}
