import type { ActivityTable, ProblemReferencesTable } from './activity-tables'
import type { DefaultNull, Hash, Json, Sealed, Time } from './columns'
import type {
  ConnectAttemptReferencesTable,
  ConnectAttemptStepsTable,
  ConnectAttemptsTable,
  OauthCodesTable,
  RedirectUrisTable,
  TransactionsTable,
} from './connect-tables'
import type {
  AttemptsTable,
  FormResultsTable,
  SessionsTable,
  SpentStatesTable,
  VisitsTable,
} from './dashboard-tables'
import type { ChecksTable, EventsTable, IntegrationsTable } from './integration-tables'
import type { MailsTable } from './mail-tables'
import type {
  IdentitiesTable,
  InvitationsTable,
  MembershipsTable,
  PasskeysTable,
  PeopleTable,
  ReconnectLinksTable,
  RemovedMembersTable,
  SpentChallengesTable,
} from './people-tables'
import type { SandboxGrantsTable, SandboxThingsTable, SandboxTokensTable } from './sandbox-tables'
import type {
  StaffLinksTable,
  StaffSessionsTable,
  StaffTable,
  SupportStepsTable,
  SupportVisitsTable,
} from './staff-tables'
import type {
  ApprovalsTable,
  BotChatsTable,
  BotPostsTable,
  ToolCallsTable,
  ToolOutcomesTable,
  ToolUsageTable,
} from './tool-tables'
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
  /** The person who created the token or, for the token of a session, who is signed in. */
  person_id: DefaultNull<string>
  /**
   * `session` for a token that a session of a person acts with, `support` for one that a visit of support staff acts with.
   * Null for an API token.
   */
  use: DefaultNull<string>
}

export interface SignInLinksTable {
  hash: Hash
  account_id: string
  created_at: Time
  expires_at: Time
  spent_at: DefaultNull<Time>
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
  /**
   * The hash of the vendor's id of the event. The vendor sends the same id each time it sends the
   * event.
   */
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

/** The counts of the limits that servers share. Used on PostgreSQL only. */
export interface LimitsTable {
  /** The hash of the name of the limit and the key that is counted. */
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
  people: PeopleTable
  memberships: MembershipsTable
  removed_members: RemovedMembersTable
  identities: IdentitiesTable
  passkeys: PasskeysTable
  spent_challenges: SpentChallengesTable
  invitations: InvitationsTable
  reconnect_links: ReconnectLinksTable
  staff: StaffTable
  staff_links: StaffLinksTable
  staff_sessions: StaffSessionsTable
  support_visits: SupportVisitsTable
  support_steps: SupportStepsTable
  sign_in_links: SignInLinksTable
  integrations: IntegrationsTable
  events: EventsTable
  checks: ChecksTable
  signals: SignalsTable
  activity: ActivityTable
  problem_references: ProblemReferencesTable
  redirect_uris: RedirectUrisTable
  connect_attempts: ConnectAttemptsTable
  connect_attempt_steps: ConnectAttemptStepsTable
  connect_attempt_references: ConnectAttemptReferencesTable
  transactions: TransactionsTable
  oauth_codes: OauthCodesTable
  idempotency_keys: IdempotencyKeysTable
  revocations: RevocationsTable
  mails: MailsTable
  webhooks: WebhooksTable
  webhook_messages: WebhookMessagesTable
  webhook_deliveries: WebhookDeliveriesTable
  sandbox_grants: SandboxGrantsTable
  sandbox_tokens: SandboxTokensTable
  sandbox_things: SandboxThingsTable
  tool_calls: ToolCallsTable
  tool_usage: ToolUsageTable
  tool_outcomes: ToolOutcomesTable
  approvals: ApprovalsTable
  bot_posts: BotPostsTable
  bot_chats: BotChatsTable
  sessions: SessionsTable
  spent_states: SpentStatesTable
  form_results: FormResultsTable
  attempts: AttemptsTable
  visits: VisitsTable
  limits: LimitsTable
  facts: FactsTable
}
