import type { Actor } from '@/lib/contract/api/actor'
import { maxPasskeys } from '@/lib/contract/api/limits'
import { personNameSchema } from '@/lib/contract/api/person'
import type { Database } from '@/lib/storage/database'
import { recordActivity } from '../../core/activity'
import type { PlatformContext } from '../../core/context'
import type { Ceremonies, Ceremony, CeremonyAnswer } from './ceremonies'
import { passkeyStillWorks, reachesAccountOf } from './ended-passkeys'
import type { IdentifiedPerson, PasskeyReach } from './identified-person'
import { lockPerson } from './lock-person'

export interface ListedPasskey {
  id: string
  name: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** Milliseconds since 1970. Null before the passkey was first used to sign in. */
  lastUsedAt: number | null
  /** The name of the only account for which the passkey signs in. Null for all accounts of the person. */
  onlyAccountName: string | null
  /** Whether the passkey was ended for the account in which the person works. */
  isEndedHere: boolean
  /** Whether the passkey cannot be removed, because there is no other one for the same accounts. */
  isLast: boolean
}

/** A person who is signed in. */
export interface PasskeyOwner extends IdentifiedPerson {
  actor: Actor
  /** The account and environment whose activity records what they do. Null for support staff, who are in no account. */
  account: { accountId: string; environment: string } | null
}

/** The passkeys of people. A person who may work in one account only sees and changes the passkeys for that account only. */
export interface Passkeys {
  /** Returns the passkeys, oldest first. */
  list: (owner: IdentifiedPerson & Pick<PasskeyOwner, 'account'>) => Promise<ListedPasskey[]>
  /** Begins to create a passkey. */
  beginAdd: (owner: PasskeyOwner, browser: string) => Promise<Ceremony>
  /**
   * Stores the passkey in the answer to `beginAdd`, which is used up. The result is `refused` when the answer is not valid, and
   * `invalid` when the name is not.
   */
  add: (
    owner: PasskeyOwner,
    answer: CeremonyAnswer,
    typedName: string,
  ) => Promise<'added' | 'refused' | 'invalid' | 'too_many'>
  /** Removes a passkey. The last one of a person is kept, and so is the last one for all accounts: the result is `last`. */
  remove: (owner: PasskeyOwner, id: string) => Promise<'removed' | 'unknown' | 'last'>
}

/**
 * Returns the query for the passkeys that a person may see. Somebody who came in with a passkey that was ended for an account sees
 * none of those that are for this account only.
 */
function selectOwn(db: Database, { personId, onlyAccountId, wayMadeAt }: IdentifiedPerson) {
  const query = db
    .selectFrom('passkeys')
    .leftJoin('accounts', 'accounts.id', 'passkeys.only_account_id')
    .select(['passkeys.id', 'passkeys.name', 'passkeys.created_at as createdAt'])
    .select(['last_used_at as lastUsedAt', 'only_account_id as onlyAccountId'])
    .select('accounts.name as onlyAccountName')
    .where('person_id', '=', personId)
    .where(reachesAccountOf(wayMadeAt))
    .orderBy('passkeys.id')
  return onlyAccountId === null ? query : query.where('only_account_id', '=', onlyAccountId)
}

interface Reaching {
  id: string
  onlyAccountId: string | null
}

/** Returns whether a person would have no passkey for the same accounts without this one. */
function isLast({ id, onlyAccountId }: Reaching, known: readonly Reaching[]): boolean {
  const others = known.filter((each) => each.id !== id)
  return !others.some((each) => onlyAccountId !== null || each.onlyAccountId === null)
}

function purposeOf({ personId, onlyAccountId }: PasskeyReach): string {
  return `add ${personId} ${onlyAccountId}`
}

export function createPasskeys(
  { storage, log, now }: Pick<PlatformContext, 'storage' | 'log' | 'now'>,
  ceremonies: Ceremonies,
): Passkeys {
  async function record(
    db: Database,
    { account, actor }: PasskeyOwner,
    type: 'passkey.added' | 'passkey.removed',
    target: { id: string; name: string },
    onlyAccountId: string | null,
  ) {
    const done = { at: now(), type, actor, target, outcome: 'done' } as const
    if (account) await recordActivity(db, { ...account, ...done })
    // The people of the account for which the passkey was learn of it too, wherever the person works.
    if (onlyAccountId !== null && onlyAccountId !== account?.accountId) {
      const environment = account?.environment ?? 'test'
      await recordActivity(db, { accountId: onlyAccountId, environment, ...done })
    }
    log.info(
      { audit: type, account: account?.accountId, person: actor.id, target: target.id },
      'audit',
    )
  }

  return {
    async list(owner) {
      await storage.ready()
      const rows = await selectOwn(storage.db, owner)
        .select(passkeyStillWorks(owner.account?.accountId ?? null).as('works'))
        .execute()
      return rows.map(({ onlyAccountId, works, ...passkey }) => ({
        ...passkey,
        isEndedHere: !works,
        isLast: isLast({ ...passkey, onlyAccountId }, rows),
      }))
    },
    beginAdd: (owner, browser) =>
      ceremonies.beginCreate({ ...owner, name: owner.actor.name }, purposeOf(owner), browser),
    async add(owner, answer, typedName) {
      const created = await ceremonies.create(answer, purposeOf(owner))
      const name = personNameSchema.safeParse(typedName).data
      if (name === undefined) return 'invalid'
      if (created === null || 'usedAt' in created) return 'refused'
      if (created.personId !== owner.personId) return 'refused'
      await storage.ready()
      return storage.db.transaction().execute(async (transaction) => {
        await lockPerson(transaction, owner.personId)
        const known = await selectOwn(transaction, owner).execute()
        if (known.length >= maxPasskeys) return 'too_many'
        // The new passkey is worth no more than the way in which its owner came, which may be a passkey that is lost.
        const { onlyAccountId, wayMadeAt } = owner
        const id = await created.store(transaction, { name, onlyAccountId, wayMadeAt })
        if (id === null) return 'refused'
        await record(transaction, owner, 'passkey.added', { id, name }, onlyAccountId)
        return 'added'
      })
    },
    async remove(owner, id) {
      await storage.ready()
      return storage.db.transaction().execute(async (transaction) => {
        await lockPerson(transaction, owner.personId)
        const known = await selectOwn(transaction, owner).execute()
        const passkey = known.find((each) => each.id === id)
        if (!passkey) return 'unknown'
        if (isLast(passkey, known)) return 'last'
        await transaction
          .deleteFrom('passkeys')
          .where('id', '=', id)
          .where('person_id', '=', owner.personId)
          .execute()
        const target = { id, name: passkey.name }
        await record(transaction, owner, 'passkey.removed', target, passkey.onlyAccountId)
        return 'removed'
      })
    },
  }
}
