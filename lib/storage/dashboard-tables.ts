import type { DefaultNull, Hash, Json, Sealed, Time } from './columns'

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
