import type { Database } from '@/lib/storage/database'

/** A person as a member of one account. */
export interface Member {
  id: string
  name: string
  email: string | null
  /** The name of the account. */
  account: string
  role: string
}

/** Returns every membership of every account, in the order of the accounts' names. Only for the operator. */
export function listMembersForOperator(db: Database): Promise<Member[]> {
  return db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select(['people.id', 'people.name', 'memberships.email', 'accounts.name as account', 'role'])
    .orderBy('accounts.name')
    .orderBy('people.id')
    .execute()
}
