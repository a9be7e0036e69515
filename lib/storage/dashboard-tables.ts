import type { DefaultNull, Hash, Json, Sealed, Time } from './columns'

/** A person who is signed in to the dashboard. The cookie has only the id that `id_hash` is made from. */
export interface SessionsTable {
  id_hash: Hash
  /** The public id of the person. Pages contain it, so that a write as another person is refused. */
  person: string
  bearer: Sealed
  environment: string
  account_id: DefaultNull<string>
  account_name: DefaultNull<string>
  role: DefaultNull<string>
  /** Set when the token was created for this session only and ends with it. */
  token_id: DefaultNull<string>
  /** The id of the person in `people`. Null for a session that began with an API token or a link without a person. */
  signed_in_person: DefaultNull<string>
  /** The only account in which the person may work in this session. Null for all their accounts. */
  only_account_id: DefaultNull<string>
  created_at: Time
  last_seen_at: Time
  /** The refresh token of the issuer whose access token is the bearer. */
  refresh_token: DefaultNull<Sealed>
  /** When the bearer expires. Null for a bearer that is not refreshed. */
  bearer_expires_at: DefaultNull<Time>
  /**
   * The id of the request that refreshes the bearer. No other request may do so before
   * `refresh_until`.
   */
  refresh_owner: DefaultNull<string>
  refresh_until: DefaultNull<Time>
}

/**
 * The `state` values with which people came back from an issuer. Each is kept until it would have
 * expired.
 */
export interface SpentStatesTable {
  hash: Hash
  /** When the request that brought the state had been handled. */
  ended_at: DefaultNull<Time>
  expires_at: Time
}

/** The results of the forms that create a secret, so that a form that is sent again gets the result of the first time. */
export interface FormResultsTable {
  /** The hash of the form, its fields and the session. */
  form_hash: Hash
  /** Null while the work of the form is being done. */
  result: DefaultNull<Sealed>
  created_at: Time
}

/** One attempt to connect, begun with a click on Connect in the dashboard. */
export interface AttemptsTable {
  id: string
  secret_hash: Hash
  state_hash: Hash
  /** The public id of the person who began the attempt. */
  person: string
  service: string
  /** The id of the integration to reconnect; null for a new connection. */
  reconnects: DefaultNull<string>
  /** The path to which the person comes back after the attempt. */
  return_to: string
  created_at: Time
  expires_at: Time
  status: string
  outcome: DefaultNull<Json>
  /** The code of an attempt that waits for a decision about another account. */
  code: DefaultNull<Sealed>
  /** The account of the person. Null when it is not known. */
  account_id: DefaultNull<string>
  /** 1 when only the account that the integration already has may be connected. */
  only_expected: DefaultNull<number>
  /** The id of the reconnect link with which the person came. */
  reconnect_link: DefaultNull<string>
}

/** When a person last looked at their integrations. */
export interface VisitsTable {
  /** The public id of the person. */
  person: string
  /** When the person last opened the page. */
  last_at: Time
  /** When the present visit began. A visit ends after half an hour without a page. */
  began_at: Time
  /** Until when the person has seen, or dismissed, what changed. */
  seen_until: Time
}
