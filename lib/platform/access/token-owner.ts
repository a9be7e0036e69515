import type { Database } from '@/lib/storage/database'

/** The person to whom a token belongs, with the role that they have now in the account of the token. */
export interface TokenOwner {
  id: string
  name: string
  /** As it is stored: a newer version may know other roles. */
  role: string
  /** The only environment in which the person may work in the account of the token. Null for both. */
  onlyEnvironment: string | null
}

/** Returns the owner of a token, or `undefined` when the person does not belong to the account any more. */
export function findOwner(
  db: Database,
  personId: string,
  accountId: string,
): Promise<TokenOwner | undefined> {
  return db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select(['people.id', 'people.name', 'memberships.role'])
    .select('only_environment as onlyEnvironment')
    .where('person_id', '=', personId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}
