import { sql } from 'kysely'
import type { Database } from '@/lib/storage/database'
import { type Administrator, selectAdministered } from './administrator'

/** An account with the number of its integrations of each status, in one environment. */
export interface CountedAccount {
  accountId: string
  accountName: string
  connected: number
  broken: number
  disconnected: number
}

/** An integration that needs reconnecting. */
export interface BrokenIntegration {
  id: string
  accountId: string
  service: string
  /** The name of the account at the provider. */
  externalName: string
  /** Since when, in milliseconds since 1970. Null when that is not known. */
  since: number | null
}

/** Returns the number of the integrations with a status, for a query that is grouped. */
function countOf(status: string) {
  return sql<number>`coalesce(sum(case when integrations.status = ${status} then 1 else 0 end), 0)`
}

/**
 * Returns every account that somebody administers, with its counts: those with most broken integrations first, then by name. One
 * query, however many accounts there are; an index has all that it reads of the integrations.
 */
export async function countIntegrations(
  db: Database,
  administrator: Administrator,
): Promise<CountedAccount[]> {
  const rows = await db
    .selectFrom(selectAdministered(db, administrator).as('administered'))
    .leftJoin('integrations', (join) =>
      join
        .onRef('integrations.account_id', '=', 'administered.accountId')
        .on('integrations.environment', '=', administrator.environment),
    )
    .select(['administered.accountId', 'administered.accountName'])
    .select(countOf('connected').as('connected'))
    .select(countOf('error').as('broken'))
    .select(countOf('disconnected').as('disconnected'))
    .groupBy(['administered.accountId', 'administered.accountName'])
    .execute()
  const accounts = rows.map(({ connected, broken, disconnected, ...account }) => ({
    ...account,
    connected: Number(connected),
    broken: Number(broken),
    disconnected: Number(disconnected),
  }))
  return accounts.sort(
    (one, other) =>
      other.broken - one.broken || one.accountName.localeCompare(other.accountName, 'en'),
  )
}

/**
 * Returns the broken integrations of accounts, of each account the newest ones first.
 *
 * @param mostPerAccount the largest number of one account
 */
export async function listBroken(
  db: Database,
  { environment }: Administrator,
  accountIds: readonly string[],
  mostPerAccount: number,
): Promise<BrokenIntegration[]> {
  if (accountIds.length === 0) return []
  const numbered = db
    .selectFrom('integrations')
    .select(['id', 'account_id as accountId', 'service', 'account_name as externalName'])
    .select(({ fn }) => fn.coalesce('broken_at', 'status_since').as('since'))
    .select(
      sql<number>`row_number() over (
        partition by account_id order by coalesce(broken_at, status_since, 0) desc, id)`.as(
        'place',
      ),
    )
    .where('account_id', 'in', accountIds)
    .where('environment', '=', environment)
    .where('status', '=', 'error')
  const rows = await db
    .selectFrom(numbered.as('numbered'))
    .select(['id', 'accountId', 'service', 'externalName', 'since'])
    .where('place', '<=', mostPerAccount)
    .orderBy('accountId')
    .orderBy('place')
    .execute()
  return rows
}
