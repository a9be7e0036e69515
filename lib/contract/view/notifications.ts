import type { Role } from '../api/role'
import type { FirstAnswer } from './failure'

/** Which mails a person gets from the account in which they work. */
export interface Notifications {
  role: Role | null
  /** The address of the person in this account. Null when the account knows none. */
  email: string | null
  /** Whether the person wants a mail when an integration breaks and nobody sees it. */
  areBreakMailsWanted: boolean
  /** Whether this server sends mails at all. */
  areMailsSent: boolean
}

/** The content of the page about notifications. */
export interface NotificationsView {
  /**
   * Null for somebody who has not signed in as a person, and when this Miteos has no notifications.
   */
  notifications: FirstAnswer<Notifications> | null
  isSaved: boolean
  isFailed: boolean
}
