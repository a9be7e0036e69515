import type { Actor } from '@/lib/contract/api/actor'
import type { Environment, Role } from '@/lib/contract/api/role'

/** The person who is signed in, as far as the consent pages need to know. */
export interface Person {
  /** The id of the identity, which is the same in every session. It is not secret: pages may show it. */
  id: string
  accountId: string
  accountName: string
  environment: Environment
  role: Role
  /** The person's token as records name it. Absent when the API did not tell it. */
  actor?: Actor | undefined
}

/** The answer when it cannot be found out now who is signed in. */
export interface PersonNotKnown {
  notKnown: 'rate_limited' | 'unavailable'
  /** The seconds until asking again makes sense. */
  retryAfterSeconds?: number | undefined
}

/** Returns the person who is signed in, or null. The composition root provides this function. */
export type WhoIsSignedIn = (request: Request) => Promise<Person | PersonNotKnown | null>
