import type { DefaultNull, Json, Sealed, Time } from './columns'

/** A URL to which Miteos sends a message when the status of an integration changes. */
export interface WebhooksTable {
  id: string
  account_id: string
  environment: string
  url: string
  events: Json
  description: string
  /** The secret with which messages are signed. */
  secret: Sealed
  created_at: Time
  /** When the receiver last accepted a message. */
  delivered_at: DefaultNull<Time>
  disabled_at: DefaultNull<Time>
}

/** A message for one webhook: delivered, to be delivered, or given up. */
export interface WebhookMessagesTable {
  id: string
  webhook_id: string
  account_id: string
  event: string
  /** The body exactly as it is sent. */
  body: Json
  created_at: Time
  /** The number of tries that have begun. */
  attempts: number
  /** When the next try is due. Null when there is none. */
  next_at: DefaultNull<Time>
}

/** One try to deliver a message, and how the receiver answered. */
export interface WebhookDeliveriesTable {
  id: string
  webhook_id: string
  message_id: string
  event: string
  at: Time
  /** The number of the try, from 1. */
  attempt: number
  /** The HTTP status of the answer. */
  status: DefaultNull<number>
  took_ms: number
  next_at: DefaultNull<Time>
  /**
   * The code for why the receiver did not accept the message, such as `timeout`. Null when it
   * accepted the message.
   */
  error: DefaultNull<string>
}
