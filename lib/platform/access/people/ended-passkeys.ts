import { expressionBuilder } from 'kysely'
import type { Database } from '@/lib/storage/database'
import type { Tables } from '@/lib/storage/tables'

interface Member {
  personId: string
  accountId: string
}

/**
 * Ends the passkeys that a person has by now, and the sessions that began by now, for one account, in a transaction. Those for
 * other accounts go on. Deletes the passkeys that are for this account only.
 */
export async function endPasskeys(
  db: Database,
  { personId, accountId }: Member,
  at: number,
): Promise<void> {
  await db
    .insertInto('ended_passkeys')
    .values({ person_id: personId, account_id: accountId, ended_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'account_id'])
        .doUpdateSet({ ended_at: at })
        // The clock of another server may be ahead. What was ended stays ended.
        .where('ended_passkeys.ended_at', '<', at),
    )
    .execute()
  await db
    .deleteFrom('passkeys')
    .where('person_id', '=', personId)
    .where('only_account_id', '=', accountId)
    .execute()
}

/** Returns whether a passkey or a session of this age was ended for the account. */
export async function wasEnded(
  db: Database,
  { personId, accountId }: Member,
  wayMadeAt: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('ended_passkeys')
    .select('ended_at')
    .where('person_id', '=', personId)
    .where('account_id', '=', accountId)
    .where('ended_at', '>=', wayMadeAt)
    .executeTakeFirst()
  return row !== undefined
}

/** Returns the condition of a query on memberships: a passkey or a session of this age still works for the account. */
export function stillWorks(wayMadeAt: number) {
  const { exists, not, selectFrom } = expressionBuilder<Tables, 'memberships'>()
  const ended = selectFrom('ended_passkeys')
    .select('ended_passkeys.ended_at')
    .whereRef('ended_passkeys.person_id', '=', 'memberships.person_id')
    .whereRef('ended_passkeys.account_id', '=', 'memberships.account_id')
    .where('ended_passkeys.ended_at', '>=', wayMadeAt)
  return not(exists(ended))
}

/** Returns the condition of a query on passkeys: the passkey was not ended for the account. Without an account none was ended. */
export function passkeyStillWorks(accountId: string | null) {
  const { exists, fn, not, selectFrom } = expressionBuilder<Tables, 'passkeys'>()
  const ended = selectFrom('ended_passkeys')
    .select('ended_passkeys.ended_at')
    .whereRef('ended_passkeys.person_id', '=', 'passkeys.person_id')
    .where('ended_passkeys.account_id', '=', accountId ?? '')
    .where(
      'ended_passkeys.ended_at',
      '>=',
      fn.coalesce('passkeys.way_made_at', 'passkeys.created_at'),
    )
  return not(exists(ended))
}

/**
 * Returns the condition of a query on passkeys: a passkey for one account only is left out for somebody whose way in, of this age,
 * was ended for this account.
 */
export function reachesAccountOf(wayMadeAt: number) {
  const { exists, not, selectFrom } = expressionBuilder<Tables, 'passkeys'>()
  const ended = selectFrom('ended_passkeys')
    .select('ended_passkeys.ended_at')
    .whereRef('ended_passkeys.person_id', '=', 'passkeys.person_id')
    .whereRef('ended_passkeys.account_id', '=', 'passkeys.only_account_id')
    .where('ended_passkeys.ended_at', '>=', wayMadeAt)
  return not(exists(ended))
}
