import 'server-only'
import type { Actor } from '@/lib/contract/api/actor'
import type { Environment, Role } from '@/lib/contract/api/role'
import type { EmbeddedPasskeys } from './embedded-passkeys'

/** A person whose identity has been verified. */
export interface IdentifiedPerson {
  personId: string
  /** The only account in which the person may work. Null for all their accounts. */
  onlyAccountId: string | null
  /** When the way in was made, such as the passkey, in milliseconds since 1970. */
  wayMadeAt: number
}

/** What a browser needs to use an authenticator. */
export interface Ceremony {
  /** The options for `navigator.credentials`, as JSON. */
  options: object
  /** The challenge, sealed. The browser sends it back with the answer. */
  state: string
}

/** The answer of a browser to a ceremony. */
export interface CeremonyAnswer {
  /** The answer of the authenticator, as JSON. */
  response: string
  state: string
  /** The secret in the cookie of the browser. */
  browser: string
}

/** A link with which a person comes in without a way to sign in. */
export interface EntryLink {
  kind: 'sign_in_link' | 'invitation' | 'reconnect_link'
  accountName: string
  role: Role
  /** The person whom the link signs in. Null when a new person joins. */
  person: { id: string; name: string } | null
  madeBy: Actor
  email: string | null
  /** The only environment in which a person who joins may work. Null for both. */
  onlyEnvironment: string | null
}

/** The state of a link that cannot be used. */
export type UnusableLink =
  /**
   * Somebody has used or withdrawn the link at the time `at`, in milliseconds since 1970. `by` is the person who has used it, null
   * when nobody has. Absent when that is not known.
   */
  { outcome: 'used'; at: number; by?: string | null } | { outcome: 'expired' | 'unknown' }

/** How a person comes in with a link. `name` counts only for a new person. */
export type Entry =
  | { how: 'passkey'; name: string; answer: CeremonyAnswer }
  | { how: 'link'; name: string }
  /** With a passkey that the person has already. */
  | { how: 'known_passkey'; answer: CeremonyAnswer }
  | { how: 'session'; who: IdentifiedPerson }

export type EntryResult =
  | { outcome: 'in'; who: IdentifiedPerson; accountId: string }
  | UnusableLink
  /** The answer of the authenticator came before, at the time `at`, in milliseconds since 1970. */
  | { outcome: 'answer_used'; at: number }
  /** The person belongs to the account already. `who` is set for somebody whose passkey has signed. */
  | { outcome: 'member_already'; who?: IdentifiedPerson; accountId?: string }
  | {
      outcome:
        | 'passkey_refused'
        | 'name_missing'
        | 'removed'
        | 'passkey_ended'
        | 'limited'
        | 'taken'
    }

/** An account in which a person may work. */
export interface AccountOfPerson {
  accountId: string
  accountName: string
  role: Role
  /** The environment in which the person last worked in this account. */
  environment: Environment
  /** The only environment in which the person may work in this account. Null for both. */
  onlyEnvironment: Environment | null
}

/** The token with which a session of a person acts in one account and environment. */
export interface SessionToken {
  token: string
  tokenId: string
  accountId: string
  environment: Environment
}

/** How a person signed in. */
export type SignInWay =
  | 'passkey'
  | 'sso'
  | 'link'
  /** Not at all: the person was signed in, and went on in another account or environment. */
  | 'switch'

/** A person as the issuer of single sign-on describes them. */
export interface ClaimedPerson {
  /** The issuer's id of the person. */
  subject: string
  /** A name that is valid here. */
  name: string
  email: string | null
  /** The role that follows from the claims. Null when none does. */
  role: Role | null
}

/** The result of a sign-in with the issuer. */
export type SignOnResult =
  | { outcome: 'in'; who: IdentifiedPerson }
  /** The person has no role here, or an admin has removed them. */
  | { outcome: 'no_role' | 'removed' }

/** The people whom the embedded platform knows, as far as signing in needs them. */
export interface EmbeddedPeople {
  joining: {
    /**
     * Records that a link that cannot be used any more was opened or used. `enter` does not record it.
     */
    recordRefusedLink: (secret: string) => Promise<void>
    /** Finds a link without using it up. */
    find: (secret: string) => Promise<{ outcome: 'open'; link: EntryLink } | UnusableLink>
    /**
     * Begins to create a passkey for the person who has a link. Returns null when the link cannot
     * be used.
     */
    beginPasskey: (secret: string, name: string, browser: string) => Promise<Ceremony | null>
    /**
     * Lets a person in, and uses up the link. Of several calls with one link, only one succeeds.
     */
    enter: (secret: string, entry: Entry) => Promise<EntryResult>
  }
  ceremonies: {
    beginSignIn: (browser: string) => Promise<Ceremony>
    /**
     * Returns the person whose passkey has signed, or null for an invalid answer. For an answer that
     * came before, returns when it came, in milliseconds since 1970.
     */
    signIn: (answer: CeremonyAnswer) => Promise<IdentifiedPerson | { usedAt: number } | null>
  }
  singleSignOn: {
    /** Lets in a person whom the issuer has identified. */
    signIn: (person: ClaimedPerson) => Promise<SignOnResult>
    /**
     * Lets in such a person with a link, and uses up the link. Of several calls with one link, only
     * one succeeds.
     */
    enter: (secret: string, person: ClaimedPerson) => Promise<EntryResult>
  }
  sessions: {
    /**
     * Creates the token of a session. Without `account`, it is for the account and environment in which
     * the person last worked. Returns null when the person may not work there, or belongs to no
     * account.
     */
    open: (
      who: IdentifiedPerson,
      lifetimeMs: number,
      account?: { accountId: string; environment: Environment },
      way?: SignInWay,
    ) => Promise<SessionToken | null>
    /** Records that a person who has proved who they are is let into no account, and returns why. */
    refuse: (who: IdentifiedPerson) => Promise<'no_account' | 'passkey_ended'>
    /** Returns the accounts in which a person may work, the most recently used first. */
    listAccounts: (who: IdentifiedPerson) => Promise<AccountOfPerson[]>
    /** Returns accounts in which a person was signed in before, and may no longer work. */
    listFormerAccounts: (
      who: IdentifiedPerson,
    ) => Promise<Pick<AccountOfPerson, 'accountId' | 'accountName'>[]>
    /**
     * Returns the accounts for a menu: the chosen one, all in which the person is no admin, and the
     * most recently used ones of those that they administer, at most `maxAdministeredAccounts`.
     */
    listAccountsForMenu: (
      who: IdentifiedPerson,
      chosen: { accountId: string | null; maxAdministeredAccounts: number },
    ) => Promise<AccountOfPerson[]>
  }
  passkeys: EmbeddedPasskeys
}
