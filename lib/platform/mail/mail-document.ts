/** A text that people or vendors chose, such as a name. It is shown as they wrote it, and never acts. */
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
  /** Things that are named below the paragraphs, each with a page of ours. */
  items?: readonly { title: Line; text: Line; link: string }[]
  /** The one next step. */
  action: { label: string; link: string }
  /** What is said in small print below. */
  notes: readonly Line[]
  /** The page on which the person can stop mails like this one. Absent when the mail is needed for what somebody does. */
  unsubscribeLink?: string
}
