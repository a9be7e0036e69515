import type { Database } from '@/lib/storage/database'
import { closeVisitsOf, type StaffEnd } from './visit-ends'

/** Ends the sessions of a staff member, and the visits in them, in a transaction. The person stays support staff. */
export async function endStaffSessions(
  db: Database,
  personId: string,
  end: { at: number; reason: StaffEnd },
): Promise<void> {
  await db.deleteFrom('staff_sessions').where('person_id', '=', personId).execute()
  await closeVisitsOf(db, personId, end)
}

/** Ends the links, sessions and visits of a person who is no longer support staff, in a transaction. */
export async function endStaff(db: Database, personId: string, at: number): Promise<void> {
  await db
    .updateTable('staff_links')
    .set({ ended_at: at, end_reason: 'removed' })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute()
  await endStaffSessions(db, personId, { at, reason: 'staff_removed' })
}
