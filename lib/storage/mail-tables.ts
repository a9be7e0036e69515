import type { DefaultNull, Sealed, Time } from './columns'

/** A mail: to be sent, sent, or given up. */
export interface MailsTable {
  id: string
  account_id: string
  environment: string
  /** The kind of the mail, such as `invitation`. */
  kind: string
  /** The id of what the mail is about, such as an invitation, or of the person to whom it goes. */
  about: string
  /** The person of the account to whom it goes. Null when it goes to an address that somebody entered. */
  person_id: DefaultNull<string>
  /** The recipient and the whole text. Null once the mail was sent or given up. */
  content: DefaultNull<Sealed>
  created_at: Time
  /** After this time the mail is not sent any more. */
  ends_at: Time
  /** The number of tries that have begun. */
  attempts: number
  /** When the next try is due. Null when there is none. */
  next_at: DefaultNull<Time>
  /**
   * `sent`, or a code for why the mail was given up, such as `expired`. Null while the mail is
   * queued.
   */
  outcome: DefaultNull<string>
}
