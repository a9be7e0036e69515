import type { Person } from '@/lib/contract/api/person'
import type { Role } from '@/lib/contract/api/role'
import { traceOf } from '@/lib/http/log'
import type { Database } from '@/lib/storage/database'
import { recordActivity } from '../../core/activity'
import { ApiProblem, unknownId } from '../../core/api-problem'
import type { PlatformContext } from '../../core/context'
import { type Page, type PageRequest, pageOf } from '../../core/pages'
import { createRowIsolation } from '../../core/row-isolation'
import type { PlatformSettings } from '../../core/settings'
import { actorOf, type Caller, requireRight } from '../caller'
import { lockAccount } from '../lock-account'
import { endMembership, recordRemoval } from './end-membership'
import { requireWithinLimit } from './environment-limit'
import { hasAnotherAdmin } from './last-admin'
import { type PersonRow, presentPerson } from './person-row'
import { createSignInWays } from './sign-in-ways'

export interface People {
  /** Returns one page of the people of the caller's account, in the order in which they were added to Miteos. */
  list: (caller: Caller, page: PageRequest) => Promise<Page<Person>>
  /**
   * Changes the role of a person, from their next request on. The role counts as given by an admin from then on, and no
   * longer by single sign-on. Throws `conflict` when no admin would be left.
   */
  changeRole: (caller: Caller, id: string, role: Role) => Promise<Person>
  /**
   * Removes a person from the account. Their sessions in the account and the API tokens that they created are
   * refused from the next request on. Throws `conflict` for the last admin.
   */
  remove: (caller: Caller, id: string) => Promise<void>
}

type Change = { type: 'person.role_changed' | 'person.removed'; reason?: string }

/** Returns the query for the people of an account, with their role in it. */
function selectPeople(db: Database, accountId: string) {
  return db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select(['people.id', 'name', 'email', 'role', 'role_source', 'joined_at', 'last_seen_at'])
    .select('only_environment')
    .where('account_id', '=', accountId)
}

export function createPeople({
  storage,
  settings,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'log' | 'now'> & {
  settings: Pick<PlatformSettings, 'singleSignOn'>
}): People {
  const rows = createRowIsolation(log)
  const findSignInWays = createSignInWays(settings.singleSignOn?.issuer)

  /** Locks the account, and returns the person. Throws `forbidden` when the caller may not change them. */
  async function findForChange(db: Database, caller: Caller, id: string) {
    const { accountId } = caller
    await lockAccount(db, accountId)
    const person = await selectPeople(db, accountId).where('people.id', '=', id).executeTakeFirst()
    if (!person) throw unknownId('person')
    requireWithinLimit(caller, person)
    return person
  }

  async function requireAnotherAdmin(db: Database, { accountId }: Caller, person: PersonRow) {
    const member = { personId: person.id, accountId }
    if (person.role !== 'admin') return
    if (await hasAnotherAdmin(db, member, person.only_environment)) return
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
      const waysOf = await findSignInWays(storage.db, caller.accountId, items)
      const people = items.flatMap((row) => {
        try {
          return [presentPerson(row, waysOf(row.id))]
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
      let isChanged = false
      const person = await storage.db.transaction().execute(async (transaction) => {
        const found = await findForChange(transaction, caller, id)
        if (found.role !== role || found.role_source !== null) {
          if (role !== 'admin') await requireAnotherAdmin(transaction, caller, found)
          await transaction
            .updateTable('memberships')
            .set({ role, role_source: null, set_role: null })
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
          isChanged = true
        }
        const waysOf = await findSignInWays(transaction, caller.accountId, [found])
        return presentPerson({ ...found, role }, waysOf(id))
      })
      if (isChanged) logChange(change, caller, id)
      return person
    },
    async remove(caller, id) {
      requireRight(caller, 'manage_people')
      const change: Change = { type: 'person.removed' }
      await storage.db.transaction().execute(async (transaction) => {
        const found = await findForChange(transaction, caller, id)
        await requireAnotherAdmin(transaction, caller, found)
        const member = { personId: id, accountId: caller.accountId }
        await endMembership(transaction, member, now())
        await recordRemoval(transaction, member, now())
        await record(transaction, caller, found, change)
      })
      logChange(change, caller, id)
    },
  }
}
