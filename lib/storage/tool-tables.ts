import type { DefaultNull, Hash, Json, Sealed, Time } from './columns'

/** The record of one call of a tool. It has neither the arguments nor the output. */
export interface ToolCallsTable {
  id: string
  account_id: string
  environment: string
  /** Null when the call was refused before an integration was chosen, as is `account`. */
  integration_id: DefaultNull<string>
  service: string
  tool: string
  /** The external account of the integration. */
  account: DefaultNull<Json>
  at: Time
  took_ms: number
  outcome: string
  error: DefaultNull<string>
  actor: Json
}

/** When the tools of an integration were last used. */
export interface ToolUsageTable {
  integration_id: string
  last_used_at: Time
}

/** A call that came with a key, and its outcome. */
export interface ToolOutcomesTable {
  account_id: string
  environment: string
  key_hash: Hash
  /** The hash of the tool and its arguments. */
  fingerprint: Hash
  /** The integration that was chosen for the first call with the key. */
  integration_id: string
  call_id: string
  claimed_at: Time
  /** The process that runs the call. Null when the call has ended without a known outcome. */
  owner: DefaultNull<string>
  /** Null while the call runs, and when its outcome is unknown. */
  outcome: DefaultNull<Sealed>
}

/** A call that waits until a person approves or refuses it, and their decision. */
export interface ApprovalsTable {
  id: string
  account_id: string
  environment: string
  integration_id: string
  tool: string
  key_hash: Hash
  fingerprint: Hash
  arguments: Sealed
  requested_by: Json
  created_at: Time
  expires_at: Time
  decision: DefaultNull<string>
  decided_by: DefaultNull<Json>
  decided_at: DefaultNull<Time>
}

/**
 * A post that a bot has received. `owner` is the customer's account in the sandbox and for the bot that all customers
 * share, and empty for every other bot.
 */
export interface BotPostsTable {
  environment: string
  bot_id: string
  owner: string
  chat_id: string
  message_id: number
  text: string
  at: Time
  /** Higher for a later edit of the post. */
  version: number
}

/** A chat from which a bot has received an update. `owner` is the same as in `bot_posts`. */
export interface BotChatsTable {
  environment: string
  bot_id: string
  owner: string
  chat_id: string
  title: string
  username: DefaultNull<string>
  kind: string
  /** The id of the supergroup that the group became. */
  moved_to: DefaultNull<string>
  seen_at: Time
}
