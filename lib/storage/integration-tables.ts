import type { DefaultNull, Json, Sealed, Time } from './columns'

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
  /**
   * The `broken_at` of the last break that is decided: a person has seen it, or a mail about it is
   * queued.
   */
  break_decided: DefaultNull<Time>
  /** When the status last changed. Null when an older version changed it. */
  status_since: DefaultNull<Time>
  /** The decisions of admins about the tools: "ask" or "deny" by the name of the tool. */
  tool_policy: DefaultNull<Json>
  /** Since when the integration is to be disconnected as soon as none of its tools runs, and who asked for it. */
  disconnecting_since: DefaultNull<Time>
  disconnecting_by: DefaultNull<Json>
  /** Who gave the grant that is in use, or the last one. Null when that is not known. */
  connected_by: DefaultNull<Json>
  connected_by_id: DefaultNull<string>
}

export interface EventsTable {
  id: string
  account_id: string
  integration_id: string
  at: Time
  type: string
  /** The name of who caused the event. Null when the platform acted by itself. */
  actor: DefaultNull<string>
  /** Who caused the event. Null also when an older version wrote the row. */
  caused_by: DefaultNull<Json>
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
