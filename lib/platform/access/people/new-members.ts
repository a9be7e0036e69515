import type { Actor } from '@/lib/contract/api/actor'
import type { Database } from '@/lib/storage/database'
import { recordActivity } from '../../core/activity'
import { addPerson } from './add-person'
import { endWaysInto, forgetRemoval, wasRemoved } from './end-membership'
import type { EntryLink } from './entry-links'
import { hasAnotherAdmin } from './last-admin'
import { actorsIn, tokensBehind } from './tokens-behind'

/** Why a link makes a person no member. */
export interface MembershipRefusal {
  outcome: 'member_already' | 'removed'
}

interface NamedPerson {
  id: string
  name: string
}

/** Returns who may be behind a link: its maker, and the API tokens behind the maker. */
async function actorsBehind(db: Database, { accountId, madeBy }: EntryLink): Promise<Actor[]> {
  const tokens = [...((await tokensBehind(db, accountId, madeBy)) ?? [])]
  const others = tokens.filter((id) => id !== madeBy.id)
  return [madeBy, ...others.map((id): Actor => ({ kind: 'token', id, name: '' }))]
}

/** Returns the value of `let_in_by` for a member: the actors that are stored already, and those behind the link. */
async function extendedLetInBy(db: Database, link: EntryLink, personId: string): Promise<string> {
  const row = await db
    .selectFrom('memberships')
    .select('let_in_by')
    .where('person_id', '=', personId)
    .where('account_id', '=', link.accountId)
    .executeTakeFirst()
  return JSON.stringify([...actorsIn(row?.let_in_by), ...(await actorsBehind(db, link))])
}

interface KnownMember {
  role: string
  only_environment: string | null
}

/**
 * Returns whether a link lifts the limit of a member who may work in one environment only, and sets their role. A reconnect link
 * does not, since not only admins make it, and no link takes the role of the last admin away.
 */
async function liftsLimit(
  db: Database,
  { kind, role, onlyEnvironment, accountId }: EntryLink,
  personId: string,
  known: KnownMember,
): Promise<boolean> {
  if (known.only_environment === null || onlyEnvironment !== null) return false
  if (kind === 'reconnect_link') return false
  if (role === 'admin' || known.role !== 'admin') return true
  return hasAnotherAdmin(db, { personId, accountId }, known.only_environment)
}

/**
 * Makes a person a member of the account of a link, in the transaction that uses the link up. For a member who is limited to one
 * environment, an invitation without this limit lifts it and sets the role. Returns null, or why nothing changed: the person is a
 * member already, or an admin has removed them and the link is no invitation.
 */
export async function addMembership(
  db: Database,
  link: EntryLink,
  person: NamedPerson,
  at: number,
): Promise<MembershipRefusal | null> {
  const { accountId, role, environment, onlyEnvironment, email } = link
  const member = { personId: person.id, accountId }
  // Only an invitation lets a person whom an admin has removed in again.
  if (link.kind === 'reconnect_link' && (await wasRemoved(db, member)))
    return { outcome: 'removed' }
  const letInBy = await extendedLetInBy(db, link, person.id)
  const known = await findMember(db, member)
  if (known && !(await liftsLimit(db, link, person.id, known))) return { outcome: 'member_already' }
  const added = await db
    .insertInto('memberships')
    .values({
      person_id: person.id,
      account_id: accountId,
      role,
      joined_at: at,
      environment,
      only_environment: onlyEnvironment,
      email,
      let_in_by: letInBy,
    })
    .onConflict((conflict) => {
      const existing = conflict.columns(['person_id', 'account_id'])
      if (!known) return existing.doNothing()
      return existing
        .doUpdateSet({ role, only_environment: null, let_in_by: letInBy })
        .where('memberships.only_environment', 'is not', null)
    })
    .returning('person_id')
    .executeTakeFirst()
  if (!added) return { outcome: 'member_already' }
  // A passkey or link that others made for the member while they were limited must not open the other environment.
  if (known) await endWaysInto(db, member, at)
  await forgetRemoval(db, member)
  const happened = {
    accountId,
    environment,
    at,
    target: person,
    outcome: 'done',
    reason: role,
  } as const
  const actor = { kind: 'person', ...person } as const
  await recordActivity(db, { ...happened, type: 'person.joined', actor })
  if (known && known.role !== role)
    await recordActivity(db, { ...happened, type: 'person.role_changed', actor: link.madeBy })
  return null
}

function findMember(
  db: Database,
  { personId, accountId }: { personId: string; accountId: string },
): Promise<KnownMember | undefined> {
  return db
    .selectFrom('memberships')
    .select(['role', 'only_environment'])
    .where('person_id', '=', personId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/** Creates a person, and makes them a member of the account of the link. */
export async function addMember(
  db: Database,
  link: EntryLink,
  { id, name }: NamedPerson,
  at: number,
): Promise<void> {
  await addPerson(db, { id, name }, at)
  await addMembership(db, link, { id, name }, at)
}

/** Records who made the link with which a member of the account comes in. Does nothing for a person who was removed. */
export async function recordLinkMaker(
  db: Database,
  link: EntryLink,
  personId: string,
): Promise<void> {
  await db
    .updateTable('memberships')
    .set({ let_in_by: await extendedLetInBy(db, link, personId) })
    .where('person_id', '=', personId)
    .where('account_id', '=', link.accountId)
    .execute()
}
