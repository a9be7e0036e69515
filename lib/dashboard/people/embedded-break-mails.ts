import 'server-only'

/** A person as a member of one account. */
interface Member {
  personId: string
  accountId: string
}

/** Whether a person gets the mails about integrations that broke in one account. */
export interface BreakMailChoice {
  role: string
  /** The address of the person in this account. Null when the account knows none. */
  email: string | null
  areWanted: boolean
}

/** The mails about integrations that broke, and the choice of each person to get them. */
export interface EmbeddedBreakMails {
  /** Whether this server sends mails at all. */
  areSent: boolean
  /** Returns the choice of a person, or null for somebody who does not belong to the account. */
  read: (member: Member) => Promise<BreakMailChoice | null>
  /** Stores the choice. Returns the new one, or null for somebody who does not belong to the account. */
  choose: (member: Member, areWanted: boolean) => Promise<BreakMailChoice | null>
}
