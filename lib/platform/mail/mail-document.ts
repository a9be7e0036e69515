/**
 * A text that people or vendors chose, such as a name. It is cleaned and escaped when the mail is
 * written.
 */
export interface Name {
  name: string
}

/** A line of a mail: our own words, and names in between. */
export type Line = readonly (string | Name)[]

/** What a mail says, without the form in which it is written. */
export interface MailDocument {
  subject: Line
  title: Line
  paragraphs: readonly Line[]
  /** A list below the paragraphs. Each item links to a page of ours. */
  items?: readonly { title: Line; text: Line; link: string }[]
  /** The button, which leads to the next step. */
  action: { label: string; link: string }
  /** The small print at the end. */
  notes: readonly Line[]
  /**
   * The page on which the recipient can stop mails of this kind. Absent in mails that a person
   * causes by an action, such as an invitation.
   */
  unsubscribeLink?: string
}
