import type { Actor } from '@/lib/contract/api/actor'
import type { Environment } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'
import type { Caller } from '../access/caller'
import { stillWorks } from '../access/people/ended-passkeys'
import type { IdentifiedPerson } from '../access/people/identified-person'

/** A person or an API token that administers accounts, and the environment in which they work. */
export interface Administrator {
  /**
   * A person, who administers every account in which they are an admin, or the one account of an API token. The caller has checked
   * that the role of the token is admin.
   */
  of: IdentifiedPerson | { accountId: string }
  environment: Environment
  /** The administrator as the activity names them. */
  actor: Actor
}

/** Returns the query for the accounts that the administrator administers now in the environment, with their ids and names. */
export function selectAdministered(db: Database, { of, environment }: Administrator) {
  const accounts = db
    .selectFrom('accounts')
    .select(['accounts.id as accountId', 'accounts.name as accountName'])
  if ('accountId' in of) return accounts.where('accounts.id', '=', of.accountId)
  const memberships = db
    .selectFrom('memberships')
    .select('memberships.account_id')
    .where('memberships.person_id', '=', of.personId)
    .where('memberships.role', '=', 'admin')
    .where(stillWorks(of.wayMadeAt))
    .where(({ eb, or }) =>
      or([eb('only_environment', 'is', null), eb('only_environment', '=', environment)]),
    )
  const administered = accounts.where('accounts.id', 'in', memberships)
  return of.onlyAccountId === null
    ? administered
    : administered.where('accounts.id', '=', of.onlyAccountId)
}

/** Returns the administrator as a caller of one of their accounts. */
export function callerIn(
  { actor, environment }: Administrator,
  { accountId, accountName }: { accountId: string; accountName: string },
): Caller {
  const { id, name } = actor
  return {
    ...{ tokenId: id, tokenName: name, accountId, accountName, environment },
    role: 'admin',
    ...(actor.kind === 'person' ? { person: { id, name, onlyEnvironment: null } } : {}),
  }
}
