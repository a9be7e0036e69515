import type { Database } from '@/lib/storage/database'
import { endStaffSessions } from '../staff/end-staff'
import { lockPerson } from './lock-person'

/**
 * Deletes all passkeys of a person, and ends the sessions in which they are support staff, in a transaction. A passkey that is
 * being added meanwhile is added before, and deleted too, or after.
 */
export async function deletePasskeys(db: Database, personId: string, at: number): Promise<void> {
  await lockPerson(db, personId)
  await db.deleteFrom('passkeys').where('person_id', '=', personId).execute()
  await endStaffSessions(db, personId, { at, reason: 'passkeys_ended' })
}
