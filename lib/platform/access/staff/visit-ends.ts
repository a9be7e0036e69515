import type { Database } from '@/lib/storage/database'
import { recordActivity } from '../../core/activity'

/** The column by which the visits that end are found. */
type WhichVisits = { token_id: string } | { person_id: string } | { id: string }

/** Why all sessions and visits of a staff member end at once. */
export type StaffEnd = 'staff_removed' | 'passkeys_ended'

interface End {
  at: number
  /** Absent when the staff member closed the visit. */
  reason?: 'time_over' | StaffEnd
}

/** Ends the open visits that match, with their tokens, and records this in the activity of each account. Returns their number. */
async function closeVisits(db: Database, which: WhichVisits, { at, reason }: End): Promise<number> {
  let update = db
    .updateTable('support_visits')
    .set({ closed_at: at })
    .where('closed_at', 'is', null)
  for (const [column, value] of Object.entries(which))
    update = update.where(db.dynamic.ref<'id' | 'person_id' | 'token_id'>(column), '=', value)
  const visits = await update
    .returning(['id', 'person_id', 'account_id', 'environment', 'token_id'])
    .execute()
  for (const visit of visits) {
    const names = await db
      .selectFrom('people')
      .innerJoin('accounts', (join) => join.on('accounts.id', '=', visit.account_id))
      .select(['people.name as staff', 'accounts.name as account'])
      .where('people.id', '=', visit.person_id)
      .executeTakeFirstOrThrow()
    await db
      .updateTable('tokens')
      .set({ revoked_at: at })
      .where('id', '=', visit.token_id)
      .where('account_id', '=', visit.account_id)
      .where('revoked_at', 'is', null)
      .execute()
    await recordActivity(db, {
      accountId: visit.account_id,
      environment: visit.environment,
      at,
      type: 'support.closed',
      actor: { kind: 'staff', id: visit.person_id, name: names.staff },
      target: { id: visit.account_id, name: names.account },
      outcome: 'done',
      reason,
    })
  }
  return visits.length
}

/** Ends the visit that acts with a token, in a transaction. Does nothing when there is none that is open. */
export async function closeVisitOf(db: Database, tokenId: string, at: number): Promise<void> {
  await closeVisits(db, { token_id: tokenId }, { at })
}

/** Ends all visits of a staff member, in a transaction. */
export async function closeVisitsOf(
  db: Database,
  personId: string,
  end: { at: number; reason: StaffEnd },
): Promise<void> {
  await closeVisits(db, { person_id: personId }, end)
}

/** Ends a visit whose time is over, in a transaction. */
export async function closeOverdueVisit(db: Database, id: string, endsAt: number): Promise<void> {
  await closeVisits(db, { id }, { at: endsAt, reason: 'time_over' })
}
