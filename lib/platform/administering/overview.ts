import { sql } from 'kysely'
import type { Database } from '@/lib/storage/database'
import { type Administrator, selectAdministered } from './administrator'

/** An account with the number of its integrations that need reconnecting, in one environment. */
export interface RankedAccount {
  accountId: string
  accountName: string
  broken: number
}

/** The number of the integrations of an account with one status, as it is stored. */
export interface StatusCount {
  accountId: string
  status: string
  count: number
}

/** An integration that needs reconnecting. */
export interface BrokenIntegration {
  id: string
  accountId: string
  service: string
  /** The name of the account at the provider. */
  externalName: string
  /** When it broke, in milliseconds since 1970. Null when that is not known. */
  since: number | null
}

/** Compares names as people sort them. Made once, because that takes longer than sorting hundreds of names. */
const collator = new Intl.Collator('en')

/**
 * Returns every account that the administrator administers: those with most broken integrations first, then by name. Needs one
 * query for all accounts, which reads only the broken integrations.
 */
export async function rankAccounts(
  db: Database,
  administrator: Administrator,
): Promise<RankedAccount[]> {
  const rows = await db
    .selectFrom(selectAdministered(db, administrator).as('administered'))
    .leftJoin('integrations', (join) =>
      join
        .onRef('integrations.account_id', '=', 'administered.accountId')
        .on('integrations.environment', '=', administrator.environment)
        .on('integrations.status', '=', 'error'),
    )
    .select(['administered.accountId', 'administered.accountName'])
    .select(({ fn }) => fn.count('integrations.status').as('broken'))
    .groupBy(['administered.accountId', 'administered.accountName'])
    .execute()
  return rows
    .map((account) => ({ ...account, broken: Number(account.broken) }))
    .sort(
      (one, other) =>
        other.broken - one.broken || collator.compare(one.accountName, other.accountName),
    )
}

/** Returns how many integrations the accounts have of each status. The caller has checked that they are administered. */
export async function countStatuses(
  db: Database,
  { environment }: Administrator,
  accountIds: readonly string[],
): Promise<StatusCount[]> {
  if (accountIds.length === 0) return []
  const rows = await db
    .selectFrom('integrations')
    .select(['account_id as accountId', 'status'])
    .select(({ fn }) => fn.countAll().as('count'))
    .where('account_id', 'in', accountIds)
    .where('environment', '=', environment)
    .groupBy(['account_id', 'status'])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/**
 * Returns the broken integrations of the accounts. Within an account, those that broke last come first. The caller has checked that
 * the accounts are administered.
 *
 * @param maxPerAccount the largest number that is returned for one account
 */
export async function listBroken(
  db: Database,
  { environment }: Administrator,
  accountIds: readonly string[],
  maxPerAccount: number,
): Promise<BrokenIntegration[]> {
  if (accountIds.length === 0) return []
  const numbered = db
    .selectFrom('integrations')
    .select(['id', 'account_id as accountId', 'service', 'account_name as externalName'])
    .select(({ fn }) => fn.coalesce('broken_at', 'status_since').as('since'))
    .select(
      sql<number>`row_number() over (
        partition by account_id order by coalesce(broken_at, status_since, 0) desc, id)`.as(
        'position',
      ),
    )
    .where('account_id', 'in', accountIds)
    .where('environment', '=', environment)
    .where('status', '=', 'error')
  const rows = await db
    .selectFrom(numbered.as('numbered'))
    .select(['id', 'accountId', 'service', 'externalName', 'since'])
    .where('position', '<=', maxPerAccount)
    .orderBy('accountId')
    .orderBy('position')
    .execute()
  return rows
}
