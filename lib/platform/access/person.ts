import type { Environment, Role } from '@/lib/contract/api/role'

/** Who is signed in, as the connect pages need to know it. */
export interface Person {
  /** Stable for one identity, and a public name: it may stand in a page. */
  id: string
  accountId: string
  accountName: string
  environment: Environment
  role: Role
}

/** How the platform learns who is signed in: given by the composition root. */
export type WhoIsSignedIn = (request: Request) => Promise<Person | null>
