import type { Environment } from '../api/role'

/** Why an account was not opened. */
export const openErrors = ['reason_missing', 'environment_missing', 'unreachable'] as const
export type OpenError = (typeof openErrors)[number]

/** Why a link for support staff did not sign anybody in. */
export const joinErrors = [
  'link_used',
  'link_replaced',
  'link_removed',
  'link_invalid',
  'passkey_refused',
  'passkey_missing',
  'name_missing',
  'sso_failed',
] as const
export type JoinError = (typeof joinErrors)[number]

export interface StaffView {
  personId: string
  name: string
}

/** An account that a search found. */
export interface FoundAccountView {
  id: string
  name: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** What in the account matches the search. */
  match: 'account' | 'person' | 'integration' | 'reference'
  matched: string | null
  /** When the account had the reference, in milliseconds since 1970. Null for other matches. */
  matchedAt: number | null
}

/** A visit of a staff member to an account. Times are in milliseconds since 1970. */
export interface VisitView {
  id: string
  accountId: string
  accountName: string
  environment: string
  reason: string
  openedAt: number
  endsAt: number
  closedAt: number | null
  isOpen: boolean
}

/** The content of `/support`. */
export interface SupportView {
  staff: StaffView
  /** The text that was searched for. Empty before the first search. */
  query: string
  found: FoundAccountView[]
  /** Whether more accounts match the search than those that are shown. */
  hasMore: boolean
  visits: VisitView[]
  /** Whether the person has just left an account, or the time of a visit is over. */
  note: 'left' | 'ended' | null
}

/** The content of the page on which an account is opened. */
export interface OpenAccountView {
  staff: StaffView
  account: { id: string; name: string }
  /** Where this browser is signed in already: in a visit, or as a customer. Null when it is not. */
  elsewhere: { accountName: string | null; isVisit: boolean } | null
  typed: { reason: string; environment: Environment | null }
  error: OpenError | null
}

/**
 * The content of the page to which a link for support staff leads. `link` is null when it cannot be
 * used.
 */
export interface JoinStaffView {
  link: { secret: string; email: string; personName: string | null } | null
  error: JoinError | null
  /** Whether the browser has made a passkey that was refused with the link. */
  madePasskey: boolean
  /** Whether browsers allow passkeys at this address. */
  hasPasskeys: boolean
  /** The name of the issuer with which staff can sign in. Absent when there is none. */
  signOnName?: string
}
