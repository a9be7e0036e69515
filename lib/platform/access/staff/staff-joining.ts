import { personNameSchema } from '@/lib/contract/api/person'
import type { Database } from '@/lib/storage/database'
import { hashSecret } from '@/lib/storage/secret-hash'
import type { PlatformContext } from '../../core/context'
import { newId } from '../../core/new-id'
import type { PlatformSettings } from '../../core/settings'
import { addPerson } from '../people/add-person'
import type { Ceremonies, Ceremony, CeremonyAnswer } from '../people/ceremonies'
import { addIdentity, findIdentity, IdentityTakenError } from '../people/identities'
import type { ClaimedPerson } from '../people/single-sign-on'
import { commandLine } from '../system-actors'

/** Whom a link for support staff lets in. `person` is null for somebody who is new to Miteos. */
export interface StaffLink {
  email: string
  person: { id: string; name: string } | null
}

/** A link, or why it cannot be used. It is `replaced` when the operator has made another one for the address. */
export type FoundStaffLink =
  | { outcome: 'open'; link: StaffLink }
  | { outcome: 'used' | 'replaced' | 'removed' | 'expired' | 'unknown' }

export type StaffEntryResult =
  | { outcome: 'in'; personId: string }
  | Exclude<FoundStaffLink, { outcome: 'open' }>
  | { outcome: 'passkey_refused' | 'name_missing' }

/** How support staff come in with a link: with a new passkey, or through single sign-on. */
export interface StaffJoining {
  /** Returns what a link is for, without using it up. */
  find: (secret: string) => Promise<FoundStaffLink>
  /** Begins to create the passkey. Returns null when the link cannot be used. */
  beginPasskey: (secret: string, name: string, browser: string) => Promise<Ceremony | null>
  /** Lets a person in, and uses up the link. Of all calls with one link, one gets in. */
  enter: (secret: string, name: string, answer: CeremonyAnswer) => Promise<StaffEntryResult>
  /** Lets in a person whom the issuer of single sign-on has identified, and uses up the link. */
  enterBySignOn: (secret: string, person: ClaimedPerson) => Promise<StaffEntryResult>
}

const ends = ['used', 'replaced', 'removed'] as const

class LinkSpentError extends Error {}
class PasskeyUsedError extends Error {}

function purposeOf(secret: string): string {
  return `staff ${hashSecret(secret)}`
}

export function createStaffJoining(
  {
    storage,
    settings,
    log,
    now,
  }: Pick<PlatformContext, 'storage' | 'log' | 'now'> & {
    settings: Pick<PlatformSettings, 'singleSignOn'>
  },
  ceremonies: Ceremonies,
): StaffJoining {
  const { issuer = '' } = settings.singleSignOn ?? {}

  async function find(secret: string): Promise<FoundStaffLink> {
    await storage.ready()
    const row = await storage.db
      .selectFrom('staff_links')
      .leftJoin('people', 'people.id', 'staff_links.person_id')
      .select(['email', 'ended_at', 'end_reason', 'expires_at', 'people.id', 'people.name'])
      .where('hash', '=', hashSecret(secret))
      .executeTakeFirst()
    if (!row) return { outcome: 'unknown' }
    if (row.ended_at !== null)
      return { outcome: ends.find((end) => end === row.end_reason) ?? 'used' }
    if (row.expires_at <= now()) return { outcome: 'expired' }
    const person = row.id === null ? null : { id: row.id, name: row.name ?? '' }
    return { outcome: 'open', link: { email: row.email, person } }
  }

  /** Spends the link, does the work and makes the person staff in one transaction. If any of it fails, the link can still be used. */
  async function spendLink(
    secret: string,
    { email }: StaffLink,
    personId: string,
    work: (db: Database) => Promise<void>,
  ): Promise<StaffEntryResult> {
    try {
      await storage.db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('staff_links')
          .set({ ended_at: now(), end_reason: 'used', person_id: personId })
          .where('hash', '=', hashSecret(secret))
          .where('ended_at', 'is', null)
          .where('expires_at', '>', now())
          .executeTakeFirst()
        if (numUpdatedRows === 0n) throw new LinkSpentError()
        await work(transaction)
        await transaction
          .insertInto('staff')
          .values({
            person_id: personId,
            email,
            added_at: now(),
            added_by: JSON.stringify(commandLine),
          })
          .onConflict((conflict) =>
            conflict
              .column('person_id')
              .doUpdateSet({ email, removed_at: null, added_by: JSON.stringify(commandLine) }),
          )
          .execute()
      })
    } catch (error) {
      if (error instanceof PasskeyUsedError) return { outcome: 'passkey_refused' }
      if (error instanceof IdentityTakenError) return { outcome: 'unknown' }
      if (!(error instanceof LinkSpentError)) throw error
      const found = await find(secret)
      return found.outcome === 'open' ? { outcome: 'unknown' } : found
    }
    log.info({ audit: 'staff.entered', person: personId }, 'audit')
    return { outcome: 'in', personId }
  }

  return {
    find,
    async beginPasskey(secret, name, browser) {
      const found = await find(secret)
      if (found.outcome !== 'open') return null
      const known = found.link.person ?? { id: newId('per'), name }
      const person = { personId: known.id, name: known.name, onlyAccountId: null }
      return ceremonies.beginCreate(person, purposeOf(secret), browser)
    },
    async enter(secret, name, answer) {
      const found = await find(secret)
      if (found.outcome !== 'open') {
        await ceremonies.discard(answer, purposeOf(secret))
        return found
      }
      const { link } = found
      const created = await ceremonies.create(answer, purposeOf(secret))
      if (created === null || 'usedAt' in created) return { outcome: 'passkey_refused' }
      const personName = link.person?.name ?? personNameSchema.safeParse(name).data
      if (personName === undefined) return { outcome: 'name_missing' }
      const personId = link.person?.id ?? created.personId
      return spendLink(secret, link, personId, async (db) => {
        if (!link.person) await addPerson(db, { id: personId, name: personName }, now())
        const passkey = {
          name: 'Passkey of support staff',
          onlyAccountId: null,
          wayMadeAt: now(),
        }
        if ((await created.store(db, passkey)) === null) throw new PasskeyUsedError()
      })
    },
    async enterBySignOn(secret, person) {
      const found = await find(secret)
      if (found.outcome !== 'open') return found
      const { link } = found
      const identity = { ...person, issuer }
      const known = await findIdentity(storage.db, identity)
      // A link for a known person lets in nobody else, and an identity for one account only makes nobody staff.
      const isSomebodyElse = known && link.person && link.person.id !== known.personId
      if (isSomebodyElse || (known && known.onlyAccountId !== null)) return { outcome: 'unknown' }
      const personId = known?.personId ?? link.person?.id ?? newId('per')
      return spendLink(secret, link, personId, async (db) => {
        if (known) return
        if (!link.person) await addPerson(db, { id: personId, name: person.name }, now())
        const isAdded = await addIdentity(db, identity, { personId, onlyAccountId: null }, now())
        if (!isAdded) throw new IdentityTakenError()
      })
    },
  }
}
