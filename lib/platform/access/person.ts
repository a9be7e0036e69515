import type { Environment, Role } from '@/lib/contract/api/role'

/** The person who is signed in, as far as the consent pages need to know. */
export interface Person {
  /** The id of the identity, which is the same in every session. It is not secret: pages may show it. */
  id: string
  accountId: string
  accountName: string
  environment: Environment
  role: Role
}

/** Returns the person who is signed in, or null. The composition root provides this function. */
export type WhoIsSignedIn = (request: Request) => Promise<Person | null>
