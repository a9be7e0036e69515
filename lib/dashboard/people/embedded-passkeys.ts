import 'server-only'
import type { Actor } from '@/lib/contract/api/actor'
import type { Environment } from '@/lib/contract/api/role'
import type { Ceremony, CeremonyAnswer, IdentifiedPerson } from './embedded-people'

export interface ListedPasskey {
  id: string
  name: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** Milliseconds since 1970. Null before the passkey was first used to sign in. */
  lastUsedAt: number | null
  /** The name of the only account for which the passkey signs in. Null for all accounts. */
  onlyAccountName: string | null
  /** Whether the passkey was ended for the account in which the person works. */
  isEndedHere: boolean
  /** Whether there is no other passkey for the same accounts. Such a passkey is kept. */
  isLast: boolean
}

/** A signed-in person, and where they work. `account` is null for support staff, who are in no account. */
export interface PasskeyOwner extends IdentifiedPerson {
  actor: Actor
  account: { accountId: string; environment: Environment } | null
}

/** The passkeys of a signed-in person. */
export interface EmbeddedPasskeys {
  /** Returns the passkeys of a person, oldest first. */
  list: (owner: PasskeyOwner) => Promise<ListedPasskey[]>
  beginAdd: (owner: PasskeyOwner, browser: string) => Promise<Ceremony>
  add: (
    owner: PasskeyOwner,
    answer: CeremonyAnswer,
    typedName: string,
  ) => Promise<'added' | 'refused' | 'invalid' | 'too_many'>
  /** Removes a passkey. The last one of a person is kept. */
  remove: (owner: PasskeyOwner, id: string) => Promise<'removed' | 'unknown' | 'last'>
}
