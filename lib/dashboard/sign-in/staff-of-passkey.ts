import 'server-only'
import type { Dashboard } from '../dashboard'
import type { IdentifiedPerson } from '../people/embedded-people'

/**
 * Returns the id of a person who is support staff, or undefined. A person who may work in one
 * account only is not treated as staff.
 */
export async function staffIdOf(
  { embedded }: Dashboard,
  { personId, onlyAccountId }: IdentifiedPerson,
) {
  const isStaff = onlyAccountId === null && (await embedded?.staff.isAddedByOperator(personId))
  return isStaff ? { staffId: personId } : undefined
}
