import type { Environment, Role } from '@/lib/contract/api/role'

/** Who is signed in, as far as the consent pages need to know it. */
export interface Person {
  /** Stays the same for one identity and is no secret: pages may show it. */
  id: string
  accountId: string
  accountName: string
  environment: Environment
  role: Role
}

/** Tells the platform who is signed in. The composition root provides it. */
export type WhoIsSignedIn = (request: Request) => Promise<Person | null>
