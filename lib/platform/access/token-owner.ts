import type { Database } from '@/lib/storage/database'

/** The person to whom a token belongs, with the role that they have now in the account of the token. */
export interface TokenOwner {
  id: string
  name: string
  /** As it is stored: a newer version may know other roles. */
  role: string
  /** The only environment in which the person may work in the account of the token. Null for both. */
  onlyEnvironment: string | null
  /** Sessions from this time or earlier were ended for the account, in milliseconds since 1970. Null when none were. */
  waysEndedAt: number | null
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
    .leftJoin('ended_passkeys', (join) =>
      join
        .onRef('ended_passkeys.person_id', '=', 'memberships.person_id')
        .onRef('ended_passkeys.account_id', '=', 'memberships.account_id'),
    )
    .select(['people.id', 'people.name', 'memberships.role', 'ended_at as waysEndedAt'])
    .select('only_environment as onlyEnvironment')
    .where('memberships.person_id', '=', personId)
    .where('memberships.account_id', '=', accountId)
    .executeTakeFirst()
}
