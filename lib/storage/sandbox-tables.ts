import type { DefaultNull, Hash, Json, Time } from './columns'

/** A grant that a person gave on the consent page of a simulated vendor. */
export interface SandboxGrantsTable {
  id: string
  service: string
  /** The account of the sandbox, by its id at the vendor. */
  subject: string
  scopes: Json
  /** Other values of the request that this vendor needs, under the vendor's own names. */
  details: Json
  redirect_uri: string
  code_challenge: DefaultNull<string>
  code_hash: DefaultNull<Hash>
  code_expires_at: DefaultNull<Time>
  code_used_at: DefaultNull<Time>
  scenario: string
  /** A fault that is applied at the next check. */
  fault: DefaultNull<string>
  /** When the vendor was first asked for the account of the grant. */
  identified_at: DefaultNull<Time>
  revoked_at: DefaultNull<Time>
  created_at: Time
  /** The customer's account for which the grant was given. Null when nobody was signed in. */
  owner: DefaultNull<string>
}

/** An object in the world of a simulated account, such as a message. */
export interface SandboxThingsTable {
  service: string
  /** The simulated account, by its id at the vendor. */
  subject: string
  /** The customer's account whose world it is. */
  owner: string
  kind: string
  id: string
  position: number
  content: Json
}

export interface SandboxTokensTable {
  hash: Hash
  grant_id: string
  kind: string
  created_at: Time
  expires_at: DefaultNull<Time>
  revoked_at: DefaultNull<Time>
}
