import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../../core/context'
import { newId } from '../../core/new-id'
import type { PlatformSettings } from '../../core/settings'
import {
  addIdentity,
  findIdentity,
  IdentityTakenError,
  noteUse,
  retryWhenTaken,
} from '../people/identities'
import type { ClaimedPerson } from '../people/single-sign-on'
import { singleSignOn } from '../system-actors'
import { endStaff } from './end-staff'

export interface StaffSignOn {
  /**
   * Returns the id of a person whom the issuer has identified and who is support staff, or null for somebody who is not. Whoever
   * became staff by the claim is staff as long as the claim says so, at every sign-in. Somebody whom the operator removed stays out.
   *
   * @param isClaimed whether the claim of support staff is there; undefined when none is configured
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
    await db.insertInto('people').values({ id, name: person.name, created_at: now() }).execute()
    const added = { personId: id, personName: person.name, onlyAccountId: null }
    if (!(await addIdentity(db, identity, added, now()))) throw new IdentityTakenError()
    return added
  }

  async function addByClaim(db: Database, person: ClaimedPerson): Promise<string | null> {
    const known = await ensurePerson(db, person)
    // The identity was made with the link of an admin, who must not get more with it than their account.
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
    await noteUse(db, { ...person, issuer }, known, now())
    return findOpen(db, personId)
  }

  async function findOpen(db: Database, personId: string): Promise<string | null> {
    const row = await db
      .selectFrom('staff')
      .select('person_id')
      .where('person_id', '=', personId)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    return row?.person_id ?? null
  }

  async function endByClaim(db: Database, personId: string): Promise<void> {
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
    if (!isClaimed) await endByClaim(db, known.personId)
    return findOpen(db, known.personId)
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
