import 'server-only'
import type { Environment } from '@/lib/contract/api/role'
import type { Ceremony, CeremonyAnswer, ClaimedPerson } from './embedded-people'

export interface StaffMember {
  personId: string
  name: string
  email: string
}

export type StaffLinkState =
  | { outcome: 'open'; link: { email: string; person: { name: string } | null } }
  | { outcome: 'used' | 'replaced' | 'removed' | 'expired' | 'unknown' }

export type StaffEntryResult =
  | { outcome: 'in'; personId: string }
  | {
      outcome:
        | 'used'
        | 'replaced'
        | 'removed'
        | 'expired'
        | 'unknown'
        | 'passkey_refused'
        | 'name_missing'
    }

/** An account that a search found, and the part of it that the text matched. */
export interface FoundAccount {
  id: string
  name: string
  /** Milliseconds since 1970. */
  createdAt: number
  match: 'account' | 'person' | 'integration' | 'reference'
  /** The name of the person, or the id, that the text matched. Null for the account itself. */
  matched: string | null
  /** When the account had the reference, in milliseconds since 1970. Null for other matches. */
  matchedAt: number | null
}

/** The time for which a staff member opened an account. Times are in milliseconds since 1970. */
export interface SupportVisit {
  id: string
  accountId: string
  accountName: string
  environment: string
  reason: string
  openedAt: number
  endsAt: number
  closedAt: number | null
}

/** The token with which a visit acts. */
export interface OpenedVisit {
  token: string
  tokenId: string
  accountId: string
  environment: Environment
}

/** The operator's support staff, as far as their pages need them. */
export interface EmbeddedStaff {
  joining: {
    /** Returns what a link is for, without using it up. */
    find: (secret: string) => Promise<StaffLinkState>
    /** Begins to create the passkey. Returns null when the link cannot be used. */
    beginPasskey: (secret: string, name: string, browser: string) => Promise<Ceremony | null>
    /**
     * Lets a person in, and uses up the link. Of several calls with one link, only one succeeds.
     */
    enter: (secret: string, name: string, answer: CeremonyAnswer) => Promise<StaffEntryResult>
    /** Lets in somebody whom the issuer of single sign-on has identified, and uses up the link. */
    enterBySignOn: (secret: string, person: ClaimedPerson) => Promise<StaffEntryResult>
  }
  search: {
    /** Returns at most 20 accounts, and whether there are more. */
    find: (text: string) => Promise<{ found: FoundAccount[]; hasMore: boolean }>
    get: (id: string) => Promise<{ id: string; name: string } | null>
  }
  visits: {
    /** Opens an account for 60 minutes, and records this with its reason in the activity of the account. */
    open: (
      personId: string,
      visit: { accountId: string; environment: Environment; reason: string },
    ) => Promise<OpenedVisit | 'not_staff' | 'unknown_account' | 'reason_missing'>
    /** Returns the last 20 visits of a staff member, newest first. */
    list: (personId: string) => Promise<SupportVisit[]>
  }
  signOn: {
    /** Returns the id of a person whom the issuer has identified and who is support staff, or null. */
    identify: (person: ClaimedPerson, isClaimed: boolean | undefined) => Promise<string | null>
  }
  /** Returns a person as support staff, or null for somebody who is not. */
  find: (personId: string) => Promise<StaffMember | null>
  /** Returns whether the operator has added a person as support staff, who may then sign in without the issuer of single sign-on. */
  isAddedByOperator: (personId: string) => Promise<boolean>
}
