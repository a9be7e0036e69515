import type { DefaultNull, Hash, Json, Time } from './columns'

/** The operator's support staff. They are people without an account. */
export interface StaffTable {
  person_id: string
  email: string
  added_at: Time
  added_by: Json
  /** When the person stopped being staff. */
  removed_at: DefaultNull<Time>
}

/** The links with which support staff sign in without a passkey, to create one. */
export interface StaffLinksTable {
  /** The hash of the secret in the link. */
  hash: Hash
  email: string
  /** The staff member whom the link signs in. Null for a new one until they have used the link. */
  person_id: DefaultNull<string>
  created_at: Time
  expires_at: Time
  ended_at: DefaultNull<Time>
  /** `used`, `replaced` or `removed`. Null when it has not ended, or when an older version ended it. */
  end_reason: DefaultNull<string>
}

/** The visits of support staff to accounts. */
export interface SupportVisitsTable {
  id: string
  person_id: string
  account_id: string
  environment: string
  reason: string
  /** The token with which the person acts in the account. */
  token_id: string
  opened_at: Time
  /** When the visit ends at the latest. */
  ends_at: Time
  /** When the visit ended. Null while it is open. */
  closed_at: DefaultNull<Time>
}

/**
 * The steps of a visit that are in the activity already, so that a page that is loaded again is
 * recorded once.
 */
export interface SupportStepsTable {
  visit_id: string
  step: string
}

/** The browsers in which support staff are signed in. */
export interface StaffSessionsTable {
  /** The cookie has only the secret that the hash is made from. */
  id_hash: Hash
  person_id: string
  created_at: Time
  last_seen_at: Time
}
