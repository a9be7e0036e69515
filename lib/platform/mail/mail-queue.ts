import { type Selectable, sql } from 'kysely'
import type { Database } from '@/lib/storage/database'
import type { MailsTable } from '@/lib/storage/mail-tables'
import { claimRow } from '../core/claims'
import type { PlatformContext } from '../core/context'
import type { Backlog } from '../core/queue'
import type { DueKey, Excluded } from '../core/worker-pool'

/**
 * How long a mail is claimed for one try. Longer than a try takes, even by the clock of a server
 * that is a minute ahead.
 */
const maxClaimMs = 3 * 60_000

export type MailRow = Selectable<MailsTable>
type Context = Pick<PlatformContext, 'storage' | 'now'>

/** Returns the backlog of mails. The index on `next_at` answers the query. */
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

/** Returns the due mails, the longest waiting first. The key is the id of the mail. */
export async function listDueMails(
  { storage: { db }, now }: Context,
  { keys, accountIds }: Excluded,
  limit: number,
): Promise<DueKey[]> {
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
 * Claims a due mail for one try, so that no other process sends it meanwhile, and returns the row.
 * Returns `undefined` when the mail is not due any more or another process has claimed it.
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
  return (await claimRow(db, 'mails', row, now() + maxClaimMs)) ? row : undefined
}

/**
 * Returns the columns of a mail that is not tried again. `attempts` grows, so that a running try
 * cannot postpone the mail.
 */
function endedWith(outcome: string) {
  return { outcome, content: null, next_at: null, attempts: sql<number>`attempts + 1` }
}

/**
 * Records the outcome of a mail and deletes its content. Returns false and changes nothing when the
 * mail has an outcome already. The claim may have run out: what was sent stays sent.
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

/**
 * Cancels the mails about an invitation or a link, or about or to a person, that are still queued. A mail that is being sent
 * right now still arrives.
 */
export async function cancelMails(
  db: Database,
  { accountId, about }: { accountId: string; about: string },
): Promise<void> {
  await db
    .updateTable('mails')
    .set(endedWith('cancelled'))
    .where((is) => is.or([is('about', '=', about), is('person_id', '=', about)]))
    .where('account_id', '=', accountId)
    .where('outcome', 'is', null)
    .execute()
}
