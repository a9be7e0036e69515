import type { DefaultNull, Json, Time } from './columns'

/** The actions in accounts: what was done, what was refused and what failed. */
export interface ActivityTable {
  id: string
  account_id: string
  environment: string
  at: Time
  type: string
  actor: Json
  /** The id in `actor`. Null when an older version wrote the row. */
  actor_id: DefaultNull<string>
  target: Json
  /**
   * The integration that was acted on. Null when it was none, or when an older version wrote the
   * row.
   */
  integration_id: DefaultNull<string>
  outcome: string
  reason: DefaultNull<string>
  /** The reason that a person gave in their own words. */
  note: DefaultNull<string>
}

/**
 * The ids of requests that were answered with a problem. Support staff find an account by such an id, which the person
 * saw as the reference of the problem.
 */
export interface ProblemReferencesTable {
  account_id: string
  request_id: string
  at: Time
}
