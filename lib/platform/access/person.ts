import type { Actor } from '@/lib/contract/api/actor'
import type { Environment, Role } from '@/lib/contract/api/role'

/** The person who is signed in, with the details that the consent pages need. */
export interface Person {
  /** The id of the person, which is the same in every session. The id is not secret: pages may show it. */
  id: string
  accountId: string
  accountName: string
  environment: Environment
  role: Role
  /** The person as the activity names them. Absent when the API did not say. */
  actor?: Actor | undefined
  /** The person's time zone, as `Intl` names it. Absent when it is not known. */
  timeZone?: string | undefined
}

/** The result when the server cannot find out at the moment who is signed in. */
export interface PersonNotKnown {
  /** The reason why the person is not known. */
  whyNotKnown: 'rate_limited' | 'unavailable'
  /** The number of seconds to wait before the next request. */
  retryAfterSeconds?: number | undefined
}

/** Returns the person who is signed in, or null when nobody is. The composition root provides this function. */
export type WhoIsSignedIn = (request: Request) => Promise<Person | PersonNotKnown | null>

/** Returns the account of the person who is signed in, or null when nobody is, or when the person is not known now. */
export function accountIdOf(person: Person | PersonNotKnown | null): string | null {
  return person && 'accountId' in person ? person.accountId : null
}
