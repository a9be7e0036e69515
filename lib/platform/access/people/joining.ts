import { personNameSchema } from '@/lib/contract/api/person'
import type { Database } from '@/lib/storage/database'
import { hashSecret } from '@/lib/storage/secret-hash'
import { recordActivity } from '../../core/activity'
import type { PlatformContext } from '../../core/context'
import { newId } from '../../core/new-id'
import type { Ceremonies, Ceremony, CeremonyAnswer, CreatedPasskey } from './ceremonies'
import { wasEnded } from './ended-passkeys'
import { type EntryLink, type FoundLink, findEntryLink } from './entry-links'
import type { IdentifiedPerson } from './identified-person'
import { addMember, addMembership, recordLinkMaker } from './new-members'
import { newPasskeyName } from './passkey-names'
import type { RefusedEntries } from './refused-entries'
import { createSpendLink, type EntryResult, onlyAccountOf, wayMadeAtOf } from './spend-link'

/** How a person comes in with a link. */
export type Entry =
  /** With a new passkey. `name` counts only for a new person. */
  | { how: 'passkey'; name: string; answer: CeremonyAnswer }
  /** Without a passkey, so that the person needs a new link to sign in again. */
  | { how: 'link'; name: string }
  /** As the person whose passkey has signed. */
  | { how: 'known_passkey'; answer: CeremonyAnswer }
  /** As the person who is signed in. */
  | { how: 'session'; who: IdentifiedPerson }

export interface Joining {
  /**
   * Records in the activity that a link that lets nobody in any more was opened or used. `enter` does not, because the same form
   * may come twice.
   */
  recordRefusedLink: (secret: string) => Promise<void>
  /** Returns what a link is for, without using it up. */
  find: (secret: string) => Promise<FoundLink>
  /** Begins to create the passkey of a person who comes in with a link. Returns null when the link cannot be used. */
  beginPasskey: (secret: string, name: string, browser: string) => Promise<Ceremony | null>
  /**
   * Lets a person in, and uses up the link. Of all calls with one link, one gets in. The answer of an authenticator is used up
   * too, whatever comes of it.
   */
  enter: (secret: string, entry: Entry) => Promise<EntryResult>
}

function purposeOf(secret: string): string {
  return `enter ${hashSecret(secret)}`
}

/** Creates the ways in for people who have a link. */
export function createJoining(
  context: Pick<PlatformContext, 'storage' | 'log' | 'now'>,
  ceremonies: Ceremonies,
  refused: RefusedEntries,
): Joining {
  const { storage, now } = context
  const spendLink = createSpendLink(context)

  async function find(secret: string) {
    await storage.ready()
    return findEntryLink(storage.db, secret, now())
  }

  /** Stores a passkey that was made on the way in. Returns false when it cannot be stored. */
  async function storePasskey(
    db: Database,
    link: EntryLink,
    person: { id: string; name: string },
    created: CreatedPasskey,
  ): Promise<boolean> {
    const name = await newPasskeyName(db, link, now())
    const wayMadeAt = wayMadeAtOf(link, now())
    const onlyAccountId = onlyAccountOf(link)
    const id = await created.store(db, { name, onlyAccountId, wayMadeAt })
    if (id === null) return false
    const { accountId, environment } = link
    await recordActivity(db, {
      ...{ accountId, environment, at: now(), type: 'passkey.added', outcome: 'done' },
      actor: { kind: 'person', ...person },
      target: { id, name },
      reason: 'link',
    })
    return true
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
    const person = { id, name: personName }
    return spendLink(secret, link, id, async (db) => {
      if (link.person) await recordLinkMaker(db, link, id)
      else await addMember(db, link, person, now())
      if (!created) return null
      const isStored = await storePasskey(db, link, person, created)
      return isStored ? null : { outcome: 'passkey_refused' }
    })
  }

  /** Adds an account to those of a person. */
  async function enterAsThemselves(
    secret: string,
    link: EntryLink,
    who: IdentifiedPerson,
  ): Promise<EntryResult> {
    const { personId, onlyAccountId, wayMadeAt } = who
    // Otherwise a person who is limited to one account could lift the limit by inviting themselves.
    if (onlyAccountId !== null) return { outcome: 'limited' }
    if (link.person) return { outcome: 'unknown' }
    const entered = await spendLink(secret, link, personId, async (db) => {
      if (await wasEnded(db, { ...link, personId }, wayMadeAt)) return { outcome: 'passkey_ended' }
      const person = await db
        .selectFrom('people')
        .select(['id', 'name'])
        .where('id', '=', personId)
        .executeTakeFirstOrThrow()
      return addMembership(db, link, person, now())
    })
    if (entered.outcome === 'passkey_ended' || entered.outcome === 'removed')
      await refused.recordPerson(link, personId, entered.outcome)
    return entered.outcome === 'in' ? { ...entered, who } : entered
  }

  /** Lets in a person with a passkey that they have already. A member of the account comes in without using the link up. */
  async function enterWithKnownPasskey(
    secret: string,
    link: EntryLink,
    answer: CeremonyAnswer,
  ): Promise<EntryResult> {
    const who = await ceremonies.signIn(answer)
    if (who === null) return { outcome: 'passkey_refused' }
    if ('usedAt' in who) return { outcome: 'answer_used', at: who.usedAt }
    const { accountId } = link
    const result = await enterAsThemselves(secret, link, who)
    if (result.outcome !== 'member_already') return result
    // A member has nothing to accept in a reconnect link, and goes on to reconnect.
    return link.kind === 'reconnect_link'
      ? { outcome: 'in', who, accountId }
      : { ...result, who, accountId }
  }

  async function enterOpen(secret: string, link: EntryLink, entry: Entry): Promise<EntryResult> {
    if (entry.how === 'session') return enterAsThemselves(secret, link, entry.who)
    if (entry.how === 'known_passkey') return enterWithKnownPasskey(secret, link, entry.answer)
    if (entry.how === 'link') return enterAsNewOrKnown(secret, link, entry.name, null)
    const created = await ceremonies.create(entry.answer, purposeOf(secret))
    if (!created) return { outcome: 'passkey_refused' }
    if ('usedAt' in created) return { outcome: 'answer_used', at: created.usedAt }
    return enterAsNewOrKnown(secret, link, entry.name, created)
  }

  /** Uses up the answer of an authenticator that comes with a link that lets nobody in any more. */
  async function discardAnswer(secret: string, entry: Entry): Promise<void> {
    if (entry.how === 'passkey') await ceremonies.discard(entry.answer, purposeOf(secret))
    if (entry.how === 'known_passkey') await ceremonies.discard(entry.answer)
  }

  return {
    find,
    recordRefusedLink: refused.recordLink,
    async beginPasskey(secret, name, browser) {
      const found = await find(secret)
      if (found.outcome !== 'open') {
        await refused.recordLink(secret)
        return null
      }
      const { link } = found
      const known = link.person ?? { id: newId('per'), name }
      const person = { personId: known.id, name: known.name, onlyAccountId: onlyAccountOf(link) }
      return ceremonies.beginCreate(person, purposeOf(secret), browser)
    },
    async enter(secret, entry) {
      const found = await find(secret)
      if (found.outcome === 'open') return enterOpen(secret, found.link, entry)
      await discardAnswer(secret, entry)
      return found
    },
  }
}
