import { sql } from 'kysely'
import type { Environment } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'

/** Only live integrations are worth a mail: in the sandbox people break them on purpose. */
const environment: Environment = 'live'
/** The condition of the index `integrations_undecided_breaks`, word for word. */
const isUndecided = sql<boolean>`(break_decided is null or break_decided <> broken_at)`

export interface UndecidedBreak {
  id: string
  service: string
  accountLabel: string
  reason: string | null
  brokenAt: number
}

/** Returns the accounts with a break of this time that is not decided yet, a hundred at most. */
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

/** Returns the breaks of an account after a time that are not decided yet and not mended, the earliest first. */
export async function listUndecidedBreaks(
  db: Database,
  accountId: string,
  after: number,
): Promise<UndecidedBreak[]> {
  const rows = await db
    .selectFrom('integrations')
    .select(['id', 'service', 'account_name as accountLabel', 'status_reason as reason'])
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

/** Notes that it is decided whether somebody gets a mail about these breaks. One that was mended meanwhile is left as it is. */
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
 * Returns when somebody of the account last used its live environment while signed in as a person, to the minute. Null when
 * nobody has in the last month. Who looks on with an API token is nobody: behind a token there may be a program.
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
