import 'server-only'
import type { Dashboard } from '../dashboard'
import type { EmbeddedStaff, StaffMember } from '../people/embedded-staff'
import { staffSecretIn } from './staff-sessions'

/** A member of the support staff who is signed in, and the staff of this Miteos. */
export interface SignedInStaff {
  member: StaffMember
  staff: EmbeddedStaff
}

/**
 * Returns the member of the support staff who is signed in, or null. Asks the store each time, so that a removal counts at once.
 *
 * @param header the `Cookie` header of the request
 */
export async function findSignedInStaff(
  { embedded, staffSessions, settings }: Dashboard,
  header: string | null,
): Promise<SignedInStaff | null> {
  const secret = staffSecretIn(header, settings.appUrl)
  if (!embedded || !secret) return null
  const session = await staffSessions.find(secret)
  const member = session && (await embedded.staff.find(session.personId))
  return member && { member, staff: embedded.staff }
}
