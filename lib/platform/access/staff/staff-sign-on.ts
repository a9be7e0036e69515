import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../../core/context'
import { newId } from '../../core/new-id'
import type { PlatformSettings } from '../../core/settings'
import { addPerson } from '../people/add-person'
import {
  addIdentity,
  findIdentity,
  IdentityTakenError,
  recordIdentityUse,
  retryWhenTaken,
} from '../people/identities'
import type { ClaimedPerson } from '../people/single-sign-on'
import { singleSignOn } from '../system-actors'
import { endStaff } from './end-staff'

export interface StaffSignOn {
  /**
   * Returns the id of a person whom the issuer has identified, or null when they are not support staff. A person with the claim
   * becomes staff, unless the operator has removed them, and stops being staff at the first sign-in without the claim. A person
   * whom the operator added needs no claim.
   *
   * @param isClaimed whether the issuer claims that the person is support staff; undefined when no such claim is configured
   */
  identify: (person: ClaimedPerson, isClaimed: boolean | undefined) => Promise<string | null>
}

export function createStaffSignOn({
  storage,
  settings,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'log' | 'now'> & {
  settings: Pick<PlatformSettings, 'singleSignOn'>
}): StaffSignOn {
  const { issuer = '' } = settings.singleSignOn ?? {}
  const byClaim = JSON.stringify(singleSignOn)

  async function ensurePerson(db: Database, person: ClaimedPerson) {
    const identity = { ...person, issuer }
    const known = await findIdentity(db, identity)
    if (known) return known
    const id = newId('per')
    await addPerson(db, { id, name: person.name }, now())
    const added = { personId: id, personName: person.name, onlyAccountId: null }
    if (!(await addIdentity(db, identity, added, now()))) throw new IdentityTakenError()
    return added
  }

  async function addByClaim(db: Database, person: ClaimedPerson): Promise<string | null> {
    const known = await ensurePerson(db, person)
    // An admin's link made this identity, and the admin must not get beyond their own account with it.
    if (known.onlyAccountId !== null) return null
    const { personId } = known
    await db
      .insertInto('staff')
      .values({
        person_id: personId,
        email: person.email ?? '',
        added_at: now(),
        added_by: byClaim,
      })
      .onConflict((conflict) => conflict.column('person_id').doNothing())
      .execute()
    await recordIdentityUse(db, { ...person, issuer }, known, now())
    return findStaffId(db, personId)
  }

  /** Returns the id of the person, or null when they are not support staff. */
  async function findStaffId(db: Database, personId: string): Promise<string | null> {
    const row = await db
      .selectFrom('staff')
      .select('person_id')
      .where('person_id', '=', personId)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    return row?.person_id ?? null
  }

  async function removeAddedByClaim(db: Database, personId: string): Promise<void> {
    const { numDeletedRows } = await db
      .deleteFrom('staff')
      .where('person_id', '=', personId)
      .where('added_by', '=', byClaim)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if (numDeletedRows === 0n) return
    await endStaff(db, personId, now())
    log.info({ audit: 'staff.removed', target: personId }, 'audit')
  }

  async function identify(
    db: Database,
    person: ClaimedPerson,
    isClaimed: boolean | undefined,
  ): Promise<string | null> {
    if (isClaimed) return addByClaim(db, person)
    const known = await findIdentity(db, { ...person, issuer })
    if (!known || known.onlyAccountId !== null) return null
    if (!isClaimed) await removeAddedByClaim(db, known.personId)
    return findStaffId(db, known.personId)
  }

  return {
    async identify(person, isClaimed) {
      await storage.ready()
      return retryWhenTaken(() =>
        storage.db.transaction().execute((db) => identify(db, person, isClaimed)),
      )
    },
  }
}
