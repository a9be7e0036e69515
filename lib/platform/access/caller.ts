import type { Actor } from '@/lib/contract/api/actor'
import { type Operation, roleMay } from '@/lib/contract/api/permissions'
import type { Environment, Role } from '@/lib/contract/api/role'
import { ApiProblem } from '../core/api-problem'
import type { VisitOfToken } from './staff/visit-of-token'

/** The owner of the token that a request carries, and what the token may do. */
export interface Caller {
  tokenId: string
  tokenName: string
  accountId: string
  accountName: string
  environment: Environment
  role: Role
  /** The person to whom an API token belongs. Absent for one that was made without a person. */
  ownerId?: string
  /** The person who is signed in. Absent for an API token. */
  person?: {
    id: string
    name: string
    /** The only environment in which the person may work. Null for both. */
    onlyEnvironment: string | null
  }
  /** The visit in which one of the operator's support staff acts. */
  visit?: VisitOfToken
}

/** Returns the caller as the history names it. */
export function actorOf({ tokenId, tokenName, person, visit }: Caller): Actor {
  if (visit) return { kind: 'staff', id: visit.personId, name: visit.name }
  if (person) return { kind: 'person', id: person.id, name: person.name }
  return { kind: 'token', id: tokenId, name: tokenName }
}

/** Throws `invalid_request` when support staff do not say why they change something in the account of a customer. */
export function requireNoteOfSupport({ visit }: Caller, note: string | undefined): void {
  if (!visit || note !== undefined) return
  const detail = 'Say why, in the field "reason": the customer reads it in their activity.'
  throw new ApiProblem('invalid_request', detail, { field: 'reason', reason: 'missing' })
}

/** Throws `forbidden`, which is answered 403, when the caller's role may not do the operation. */
export function requireRight(caller: Caller, operation: Operation): void {
  if (roleMay(caller.role, operation)) return
  throw new ApiProblem('forbidden', `The role "${caller.role}" may not do this.`, {
    // The reason in the answer is the name of the operation that the role may not do.
    reason: operation,
  })
}
