import type { Person } from '@/lib/contract/api/person'
import type { Role } from '@/lib/contract/api/role'
import { traceOf } from '@/lib/http/log'
import type { Database } from '@/lib/storage/database'
import { recordActivity } from '../../core/activity'
import { ApiProblem, unknownId } from '../../core/api-problem'
import type { PlatformContext } from '../../core/context'
import { type Page, type PageRequest, pageOf } from '../../core/pages'
import { createRowIsolation } from '../../core/row-isolation'
import { cancelMails } from '../../mail/mail-queue'
import { actorOf, type Caller, requireRight } from '../caller'
import { lockAccount } from '../lock-account'
import { endTokensOf } from './end-tokens'
import { endPersonLinks } from './person-links'
import { type PersonRow, presentPerson } from './person-row'

export interface People {
  /** Returns one page of the people of the caller's account, in the order in which they were added to Miteos. */
  list: (caller: Caller, page: PageRequest) => Promise<Page<Person>>
  /**
   * Changes the role of a person, which acts on their next request. Throws `conflict` when nobody would be left who
   * is an admin.
   */
  changeRole: (caller: Caller, id: string, role: Role) => Promise<Person>
  /**
   * Removes a person from the account. Their sessions in the account and the API tokens that they created are
   * refused from the next request on. Throws `conflict` for the last admin.
   */
  remove: (caller: Caller, id: string) => Promise<void>
}

type Change = { type: 'person.role_changed' | 'person.removed'; reason?: string }

/** Returns the query of the people of an account, with their role in it. */
function selectPeople(db: Database, accountId: string) {
  return db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select(['people.id', 'name', 'email', 'role', 'joined_at', 'last_seen_at'])
    .where('account_id', '=', accountId)
}

/** Creates the operations that callers have on the people of their account. */
export function createPeople(context: Pick<PlatformContext, 'storage' | 'log' | 'now'>): People {
  const { storage, log, now } = context
  const rows = createRowIsolation(log)

  /** Returns which of the people have a passkey that signs in for the account. */
  async function findPasskeyOwners(db: Database, accountId: string, people: readonly PersonRow[]) {
    if (people.length === 0) return new Set<string>()
    const found = await db
      .selectFrom('passkeys')
      .select('person_id')
      .distinct()
      .where(
        'person_id',
        'in',
        people.map(({ id }) => id),
      )
      .where((is) =>
        is.or([is('only_account_id', 'is', null), is('only_account_id', '=', accountId)]),
      )
      .execute()
    return new Set(found.map((row) => row.person_id))
  }

  /** Returns a person whom the caller may change, in a transaction that holds the lock of the account. */
  async function findForChange(db: Database, { accountId }: Caller, id: string) {
    await lockAccount(db, accountId)
    const person = await selectPeople(db, accountId).where('people.id', '=', id).executeTakeFirst()
    if (!person) throw unknownId('person')
    return person
  }

  async function requireAnotherAdmin(db: Database, { accountId }: Caller, { id, role }: PersonRow) {
    if (role !== 'admin') return
    const another = await selectPeople(db, accountId)
      .where('people.id', '!=', id)
      .where('role', '=', 'admin')
      .limit(1)
      .executeTakeFirst()
    if (another) return
    const detail = 'This is the last admin of this account. Make somebody else an admin first.'
    throw new ApiProblem('conflict', detail, { reason: 'last_admin' })
  }

  async function record(db: Database, caller: Caller, { id, name }: PersonRow, change: Change) {
    await recordActivity(db, {
      ...caller,
      at: now(),
      actor: actorOf(caller),
      target: { id, name },
      outcome: 'done',
      ...change,
    })
  }

  function logChange({ type }: Change, { accountId: account, tokenId }: Caller, target: string) {
    log.info({ audit: type, account, token_id: tokenId, target }, 'audit')
  }

  return {
    async list(caller, page) {
      requireRight(caller, 'view_people')
      const query = selectPeople(storage.db, caller.accountId)
        .orderBy('people.id')
        .limit(page.limit + 1)
      const found = await (page.cursor
        ? query.where('people.id', '>', page.cursor)
        : query
      ).execute()
      const { items, nextCursor } = pageOf(found, page)
      const owners = await findPasskeyOwners(storage.db, caller.accountId, items)
      const people = items.flatMap((row) => {
        try {
          return [presentPerson(row, owners.has(row.id))]
        } catch (error) {
          const fields = { row: row.id, ...traceOf(error) }
          rows.alarmOnce(row.id, fields, 'a stored person cannot be shown and was left out')
          return []
        }
      })
      return { items: people, nextCursor }
    },
    async changeRole(caller, id, role) {
      requireRight(caller, 'manage_people')
      const change: Change = { type: 'person.role_changed', reason: role }
      const person = await storage.db.transaction().execute(async (transaction) => {
        const found = await findForChange(transaction, caller, id)
        if (found.role !== role) {
          if (role !== 'admin') await requireAnotherAdmin(transaction, caller, found)
          await transaction
            .updateTable('memberships')
            .set({ role })
            .where('person_id', '=', id)
            .where('account_id', '=', caller.accountId)
            .execute()
          // An older release reads the role of a session from its token.
          await transaction
            .updateTable('tokens')
            .set({ role })
            .where('person_id', '=', id)
            .where('account_id', '=', caller.accountId)
            .where('use', '=', 'session')
            .execute()
          await record(transaction, caller, found, change)
        }
        const owners = await findPasskeyOwners(transaction, caller.accountId, [found])
        return presentPerson({ ...found, role }, owners.has(id))
      })
      logChange(change, caller, id)
      return person
    },
    async remove(caller, id) {
      requireRight(caller, 'manage_people')
      const change: Change = { type: 'person.removed' }
      await storage.db.transaction().execute(async (transaction) => {
        const found = await findForChange(transaction, caller, id)
        await requireAnotherAdmin(transaction, caller, found)
        const membership = { person_id: id, account_id: caller.accountId }
        await transaction
          .deleteFrom('memberships')
          .where('person_id', '=', membership.person_id)
          .where('account_id', '=', membership.account_id)
          .execute()
        await endTokensOf(transaction, membership, now())
        await cancelMails(transaction, { accountId: caller.accountId, about: id })
        await endPersonLinks(transaction, { personId: id, accountId: caller.accountId }, now())
        await transaction
          .deleteFrom('passkeys')
          .where('person_id', '=', id)
          .where('only_account_id', '=', caller.accountId)
          .execute()
        await record(transaction, caller, found, change)
      })
      logChange(change, caller, id)
    },
  }
}
