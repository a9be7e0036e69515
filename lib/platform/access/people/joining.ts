import { personNameSchema } from '@/lib/contract/api/person'
import { hashSecret } from '@/lib/storage/secret-hash'
import type { PlatformContext } from '../../core/context'
import { newId } from '../../core/new-id'
import type { Ceremonies, Ceremony, CeremonyAnswer, CreatedPasskey, Identified } from './ceremonies'
import { type EntryLink, type FoundLink, findEntryLink } from './entry-links'
import { addMembership, addPerson, noteLetIn } from './new-members'
import { createSpendLink, type EntryResult, onlyAccountOf } from './spend-link'

/** Returns the name of the passkey that is created on the way in. */
function passkeyNameOf({ person }: EntryLink): string {
  return person ? 'Passkey of a new link' : 'First passkey'
}

/** How a person comes in with a link. */
export type Entry =
  /** With a new passkey. `name` counts only for a new person. */
  | { how: 'passkey'; name: string; answer: CeremonyAnswer }
  /** Without a passkey, so that the person needs a new link to sign in again. */
  | { how: 'link'; name: string }
  /** As the person who is signed in. */
  | { how: 'session'; who: Identified }

export interface Joining {
  /** Returns what a link is for, without using it up. */
  find: (secret: string) => Promise<FoundLink>
  /** Begins to create the passkey of a person who comes in with a link. Returns null when the link cannot be used. */
  beginPasskey: (secret: string, name: string, browser: string) => Promise<Ceremony | null>
  /** Lets a person in, and uses up the link. Of all calls with one link, one gets in. */
  enter: (secret: string, entry: Entry) => Promise<EntryResult>
}

function purposeOf(secret: string): string {
  return `enter ${hashSecret(secret)}`
}

/** Creates the ways in for people who have a link. */
export function createJoining(
  context: Pick<PlatformContext, 'storage' | 'log' | 'now'>,
  ceremonies: Ceremonies,
): Joining {
  const { storage, now } = context
  const spendLink = createSpendLink(context)

  async function find(secret: string) {
    await storage.ready()
    return findEntryLink(storage.db, secret, now())
  }

  async function enterAsNewOrKnown(
    secret: string,
    link: EntryLink,
    name: string,
    created: CreatedPasskey | null,
  ): Promise<EntryResult> {
    const personName = link.person?.name ?? personNameSchema.safeParse(name).data
    if (personName === undefined) return { outcome: 'name_missing' }
    const id = link.person?.id ?? created?.personId ?? newId('per')
    return spendLink(secret, link, id, async (db) => {
      if (link.person) await noteLetIn(db, link, id)
      else await addPerson(db, link, { id, name: personName }, now())
      const passkey = { name: passkeyNameOf(link), onlyAccountId: onlyAccountOf(link) }
      if (created && (await created.store(db, passkey)) === null)
        return { outcome: 'passkey_refused' }
      return null
    })
  }

  async function enterAsSignedIn(
    secret: string,
    link: EntryLink,
    { personId, onlyAccountId }: Identified,
  ): Promise<EntryResult> {
    // Otherwise a person who is limited to one account could lift the limit by inviting themselves.
    if (onlyAccountId !== null) return { outcome: 'limited' }
    if (link.kind === 'sign_in_link' || link.person) return { outcome: 'unknown' }
    return spendLink(secret, link, personId, async (db) => {
      const person = await db
        .selectFrom('people')
        .select(['id', 'name'])
        .where('id', '=', personId)
        .executeTakeFirstOrThrow()
      const isAdded = await addMembership(db, link, person, now())
      return isAdded ? null : { outcome: 'member_already' }
    })
  }

  return {
    find,
    async beginPasskey(secret, name, browser) {
      const found = await find(secret)
      if (found.outcome !== 'open') return null
      const { link } = found
      const known = link.person ?? { id: newId('per'), name }
      const person = { personId: known.id, name: known.name, onlyAccountId: onlyAccountOf(link) }
      return ceremonies.beginCreate(person, purposeOf(secret), browser)
    },
    async enter(secret, entry) {
      const found = await find(secret)
      if (found.outcome !== 'open') return found
      const { link } = found
      if (entry.how === 'session') return enterAsSignedIn(secret, link, entry.who)
      if (entry.how === 'link') return enterAsNewOrKnown(secret, link, entry.name, null)
      const created = await ceremonies.create(entry.answer, purposeOf(secret))
      if (!created) return { outcome: 'passkey_refused' }
      return enterAsNewOrKnown(secret, link, entry.name, created)
    },
  }
}
