import { sql } from 'kysely'
import type { Environment } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'

/** Only live integrations are worth a mail: in the sandbox people break them on purpose. */
const environment: Environment = 'live'
/** The condition of the index `integrations_undecided_breaks`, word for word. */
const isUndecided = sql<boolean>`(break_decided is null or break_decided <> broken_at)`

/** A live integration that broke, and about which no mail is decided yet. */
export interface UndecidedBreak {
  /** The id of the integration. */
  id: string
  service: string
  /** The name of the account at the provider. */
  externalName: string
  reason: string | null
  /** Milliseconds since 1970. */
  brokenAt: number
}

/** Returns the ids of accounts, a hundred at most, with an undecided break in this span. Times are in milliseconds since 1970. */
export async function listAccountsWithBreaks(
  db: Database,
  { after, until }: { after: number; until: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('integrations')
    .select('account_id')
    .distinct()
    .where('broken_at', '>', after)
    .where('broken_at', '<=', until)
    .where(isUndecided)
    .where('status', '=', 'error')
    .where('environment', '=', environment)
    .limit(100)
    .execute()
  return rows.map(({ account_id }) => account_id)
}

/** Returns the undecided breaks of an account after a time, in milliseconds since 1970, that are not repaired. Oldest first. */
export async function listUndecidedBreaks(
  db: Database,
  accountId: string,
  after: number,
): Promise<UndecidedBreak[]> {
  const rows = await db
    .selectFrom('integrations')
    .select(['id', 'service', 'account_name as externalName', 'status_reason as reason'])
    .select('broken_at as brokenAt')
    .where('account_id', '=', accountId)
    .where('broken_at', '>', after)
    .where(isUndecided)
    .where('status', '=', 'error')
    .where('environment', '=', environment)
    .orderBy('broken_at')
    .orderBy('id')
    .execute()
  return rows.map(({ brokenAt, ...row }) => ({ ...row, brokenAt: brokenAt ?? 0 }))
}

const markedAtOnce = 500

/** Records that these breaks are decided. Leaves out an integration that was repaired, or broke again, in the meantime. */
export async function markDecided(db: Database, breaks: readonly UndecidedBreak[]): Promise<void> {
  for (let from = 0; from < breaks.length; from += markedAtOnce) {
    const part = breaks.slice(from, from + markedAtOnce)
    await db
      .updateTable('integrations')
      .set(({ ref }) => ({ break_decided: ref('broken_at') }))
      .where(
        'id',
        'in',
        part.map(({ id }) => id),
      )
      .where('broken_at', '<=', Math.max(...part.map(({ brokenAt }) => brokenAt)))
      .execute()
  }
}

/**
 * Returns when a person who belongs to the account last used its live environment while signed in, in milliseconds since 1970 and
 * precise to the minute. Null when no such session is stored. The use of an API token does not count, because a program may hold it.
 */
export async function lastSeenAt(db: Database, accountId: string): Promise<number | null> {
  const { at } = await db
    .selectFrom('memberships')
    .innerJoin('tokens', (join) =>
      join
        .onRef('tokens.person_id', '=', 'memberships.person_id')
        .onRef('tokens.account_id', '=', 'memberships.account_id'),
    )
    .select(({ fn }) => fn.max<number | null>('tokens.last_used_at').as('at'))
    .where('memberships.account_id', '=', accountId)
    .where('tokens.environment', '=', environment)
    .where('tokens.use', '=', 'session')
    .executeTakeFirstOrThrow()
  return at
}
