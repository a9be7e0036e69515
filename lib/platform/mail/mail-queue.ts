import { type Selectable, sql } from 'kysely'
import type { Database } from '@/lib/storage/database'
import type { MailsTable } from '@/lib/storage/mail-tables'
import { claimRow } from '../core/claims'
import type { PlatformContext } from '../core/context'
import type { Backlog } from '../core/queue'
import type { DueTurn, Excluded } from '../core/turns'

/** The time reserved for one try: longer than it takes, also where the clock of another server is a minute ahead. */
const longestClaimMs = 3 * 60_000

export type MailRow = Selectable<MailsTable>
type Context = Pick<PlatformContext, 'storage' | 'now'>

/** Returns how many mails are due. The index of their times answers that. */
export async function readMailBacklog({ storage: { db }, now }: Context): Promise<Backlog> {
  return db
    .selectFrom('mails')
    .select(({ fn }) => [
      fn.countAll<number>().as('length'),
      fn.min<number | null>('next_at').as('oldestDueAt'),
    ])
    .where('next_at', '<=', now())
    .executeTakeFirstOrThrow()
}

/** Returns the mails that are due, the longest waiting first. */
export async function listDueMails(
  { storage: { db }, now }: Context,
  { keys, accountIds }: Excluded,
  limit: number,
): Promise<DueTurn[]> {
  let query = db
    .selectFrom('mails')
    .select(['id as key', 'account_id as accountId'])
    .where('next_at', '<=', now())
    .orderBy('next_at')
    .limit(limit)
  if (keys.length > 0) query = query.where('id', 'not in', keys)
  if (accountIds.length > 0) query = query.where('account_id', 'not in', accountIds)
  return query.execute()
}

/**
 * Claims a due mail for one try, so that no other process sends it meanwhile. Returns `undefined` when it is not due any
 * more, or when another process was faster.
 */
export async function claimMail(
  { storage: { db }, now }: Context,
  id: string,
): Promise<MailRow | undefined> {
  const row = await db
    .selectFrom('mails')
    .selectAll()
    .where('id', '=', id)
    .where('next_at', '<=', now())
    .executeTakeFirst()
  if (!row) return undefined
  return (await claimRow(db, 'mails', row, now() + longestClaimMs)) ? row : undefined
}

/** The columns of a mail that is not tried again. A try that runs now does not postpone it: its number does not fit any more. */
function endedWith(outcome: string) {
  return { outcome, content: null, next_at: null, attempts: sql<number>`attempts + 1` }
}

/**
 * Writes what became of a mail and deletes its text. Of all calls for one mail, one returns true. A claim that has run out
 * does not matter, because what was sent was sent.
 */
export async function endMail(db: Database, id: string, outcome: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mails')
    .set(endedWith(outcome))
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Stops the mails of an account about something that are still to be sent. One that is being sent now still arrives. */
export async function cancelMails(
  db: Database,
  { accountId, about }: { accountId: string; about: string },
): Promise<void> {
  await db
    .updateTable('mails')
    .set(endedWith('cancelled'))
    .where('about', '=', about)
    .where('account_id', '=', accountId)
    .where('outcome', 'is', null)
    .execute()
}
