import { type Environment, environmentSchema, type Role, roleSchema } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'
import { stillWorks } from './ended-passkeys'
import type { IdentifiedPerson } from './identified-person'

/** A person as a member of an account. */
export interface Membership {
  personId: string
  personName: string
  accountId: string
  accountName: string
  role: Role
  /** The environment in which the person last worked in this account. */
  environment: Environment
  /** The only environment in which the person may work in this account. Null for both. */
  onlyEnvironment: Environment | null
}

/** Returns the stored value if this version knows it. Parsing with zod would be slow: one page reads hundreds of memberships. */
function knownValue<Value extends string>(
  values: readonly Value[],
  stored: string,
): Value | undefined {
  return values.find((value) => value === stored)
}

/** Returns the query for the memberships with which a person may work, the last used first. */
function selectMemberships(db: Database, { personId, onlyAccountId, wayMadeAt }: IdentifiedPerson) {
  const query = db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select(['people.id as personId', 'people.name as personName'])
    .select(['accounts.id as accountId', 'accounts.name as accountName'])
    .select(['memberships.role', 'memberships.environment'])
    .select('memberships.only_environment as onlyEnvironment')
    .select(({ fn }) =>
      fn.coalesce('memberships.last_seen_at', 'memberships.joined_at').as('usedAt'),
    )
    .where('people.id', '=', personId)
    .where(stillWorks(wayMadeAt))
    .orderBy('usedAt', 'desc')
    .orderBy('accounts.id')
  return onlyAccountId === null ? query : query.where('accounts.id', '=', onlyAccountId)
}

async function readMemberships(query: ReturnType<typeof selectMemberships>): Promise<Membership[]> {
  const rows = await query.execute()
  return rows.flatMap(({ usedAt: _, role, environment, onlyEnvironment, ...names }) => {
    const [knownRole, knownEnvironment] = [
      knownValue(roleSchema.options, role),
      knownValue(environmentSchema.options, onlyEnvironment ?? environment),
    ]
    if (!knownRole || !knownEnvironment) return []
    const limit = onlyEnvironment === null ? null : knownEnvironment
    return [{ ...names, role: knownRole, environment: knownEnvironment, onlyEnvironment: limit }]
  })
}

/**
 * Returns the memberships with which a person may work, the last used first. Leaves out those with a role or an environment
 * that only a newer version knows.
 */
export function listMemberships(db: Database, who: IdentifiedPerson): Promise<Membership[]> {
  return readMemberships(selectMemberships(db, who))
}

/**
 * Returns the memberships for a menu of accounts: the `maxAdministeredAccounts` last used of those in which the person is an admin, all
 * in which they have another role, and the one of the account `accountId`. A person may administer hundreds of accounts.
 */
export async function listMembershipsForMenu(
  db: Database,
  who: IdentifiedPerson,
  {
    accountId,
    maxAdministeredAccounts,
  }: { accountId: string | null; maxAdministeredAccounts: number },
): Promise<Membership[]> {
  const query = selectMemberships(db, who)
  const [recent, others] = await Promise.all([
    readMemberships(query.where('memberships.role', '=', 'admin').limit(maxAdministeredAccounts)),
    readMemberships(
      query.where((is) =>
        is.or([is('memberships.role', '!=', 'admin'), is('accounts.id', '=', accountId ?? '')]),
      ),
    ),
  ])
  return [...new Map([...recent, ...others].map((each) => [each.accountId, each])).values()]
}

/**
 * Returns the accounts in which a person was signed in and may no longer work, as far back as the tokens of their sessions are
 * kept.
 */
export async function listFormerAccounts(
  db: Database,
  who: IdentifiedPerson,
): Promise<Pick<Membership, 'accountId' | 'accountName'>[]> {
  const query = db
    .selectFrom('tokens')
    .innerJoin('accounts', 'accounts.id', 'tokens.account_id')
    .select(['accounts.id as accountId', 'accounts.name as accountName'])
    .distinct()
    .where('tokens.person_id', '=', who.personId)
    .where('tokens.use', '=', 'session')
  const { onlyAccountId } = who
  const known = await (onlyAccountId === null
    ? query
    : query.where('accounts.id', '=', onlyAccountId)
  ).execute()
  const present = new Set((await listMemberships(db, who)).map(({ accountId }) => accountId))
  return known.filter(({ accountId }) => !present.has(accountId))
}
