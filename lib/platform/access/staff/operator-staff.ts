import { z } from 'zod'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import type { PlatformContext } from '../../core/context'
import { deletePasskeys } from '../people/delete-passkeys'
import { commandLine } from '../system-actors'
import { endStaff } from './end-staff'
import { type StaffMember, selectStaff } from './staff-members'

const linkLifetimeMs = 7 * 24 * 60 * 60_000
const emailSchema = z.email().max(254)

/** How the operator manages their support staff at the command line. */
export interface OperatorStaff {
  /**
   * Creates a link that lets one person in once, within 7 days, as support staff. For the address of a person who is staff
   * already, the link lets this person in again, and `endPasskeys` deletes their passkeys and ends their sessions as staff.
   * Earlier links for the address no longer work. Throws an error, whose message is for the operator, when `email` is not an
   * e-mail address.
   */
  add: (email: string, choice?: { endPasskeys: boolean }) => Promise<{ secret: string }>
  /** Returns the support staff, in the order in which they were added to Miteos. */
  list: () => Promise<StaffMember[]>
  /** Removes a person from the support staff, from the next request on. Returns false when the person is not staff. */
  remove: (personId: string) => Promise<boolean>
}

export function createOperatorStaff({
  storage,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'log' | 'now'>): OperatorStaff {
  const { db } = storage
  return {
    async add(entered, { endPasskeys } = { endPasskeys: true }) {
      const parsed = emailSchema.safeParse(entered.trim().toLowerCase())
      if (!parsed.success) throw new Error(`"${entered}" is not an e-mail address.`)
      const email = parsed.data
      const secret = randomSecret()
      await db.transaction().execute(async (transaction) => {
        // An address that came from an issuer is not looked up: it may belong to anybody.
        const known = await selectStaff(transaction)
          .where('email', '=', email)
          .where('added_by', '=', JSON.stringify(commandLine))
          .executeTakeFirst()
        if (known && endPasskeys) await deletePasskeys(transaction, known.personId, now())
        await transaction
          .updateTable('staff_links')
          .set({ ended_at: now(), end_reason: 'replaced' })
          .where('email', '=', email)
          .where('ended_at', 'is', null)
          .execute()
        await transaction
          .insertInto('staff_links')
          .values({
            hash: hashSecret(secret),
            email,
            person_id: known?.personId ?? null,
            created_at: now(),
            expires_at: now() + linkLifetimeMs,
          })
          .execute()
      })
      return { secret }
    },
    async list() {
      const rows = await selectStaff(db).orderBy('person_id').execute()
      return rows.map(({ personId, name, email }) => ({ personId, name, email }))
    },
    async remove(personId) {
      const isRemoved = await db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('staff')
          .set({ removed_at: now() })
          .where('person_id', '=', personId)
          .where('removed_at', 'is', null)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return false
        await endStaff(transaction, personId, now())
        return true
      })
      if (isRemoved) log.info({ audit: 'staff.removed', target: personId }, 'audit')
      return isRemoved
    },
  }
}
