import type { Database } from '@/lib/storage/database'
import { commandLine } from '../system-actors'

/** One of the operator's support staff. */
export interface StaffMember {
  personId: string
  name: string
  email: string
}

/** Returns the query for the support staff, without those who were removed. */
export function selectStaff(db: Database) {
  return db
    .selectFrom('staff')
    .innerJoin('people', 'people.id', 'staff.person_id')
    .select(['people.id as personId', 'people.name', 'staff.email', 'staff.added_at as addedAt'])
    .where('removed_at', 'is', null)
}

/** Returns whether a person is support staff by a link of the operator, and not only by a claim of single sign-on. */
export async function isStaffAddedByOperator(db: Database, personId: string): Promise<boolean> {
  const row = await selectStaff(db)
    .where('person_id', '=', personId)
    .where('added_by', '=', JSON.stringify(commandLine))
    .executeTakeFirst()
  return row !== undefined
}

/** Returns the staff member with a person's id, or null when the person is not support staff. */
export async function findStaffMember(db: Database, personId: string): Promise<StaffMember | null> {
  const row = await selectStaff(db).where('person_id', '=', personId).executeTakeFirst()
  return row ? { personId: row.personId, name: row.name, email: row.email } : null
}
