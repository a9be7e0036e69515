import type { Environment, Role } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'
import { recordActivity } from '../../core/activity'
import type { PlatformContext } from '../../core/context'
import { newId } from '../../core/new-id'
import { lockAccount } from '../lock-account'
import { singleSignOn } from '../system-actors'
import { addPerson } from './add-person'
import { endMembership, wasRemoved } from './end-membership'
import { addIdentity, type Identity, IdentityTakenError, type KnownIdentity } from './identities'

/** A person as the issuer describes them at a sign-in. */
export interface ClaimedIdentity extends Identity {
  email: string | null
  /** The role that follows from the claims. Null when none does. */
  role: Role | null
}

/** The role of a member, and where it comes from. */
interface StoredRole {
  role: string
  /** `claims` or `default`. Null when an admin gave the role. */
  role_source: string | null
  /** The role that an admin gave, kept while the claims give another one. */
  set_role: string | null
}

/** The account in which single sign-on gives roles. */
export interface SignOnAccount {
  id: string
  name: string
}

/**
 * Returns the role of a person who signs in: the one of the claims, else the one that an admin has given, else the default.
 * Returns null when there is none of these.
 */
export function decideRole(
  claimed: Role | null,
  stored: StoredRole | undefined,
  defaultRole: Role | null,
): StoredRole | null {
  const givenByAdmin = stored?.role_source === null ? stored.role : (stored?.set_role ?? null)
  if (claimed) return { role: claimed, role_source: 'claims', set_role: givenByAdmin }
  if (givenByAdmin !== null) return { role: givenByAdmin, role_source: null, set_role: null }
  return defaultRole && { role: defaultRole, role_source: 'default', set_role: null }
}

export interface ClaimedRoles {
  /**
   * Adds, changes or ends the membership of a person in the account, as the rules say, in a transaction. A person to whom the
   * rules give no role is no longer a member.
   *
   * @returns the person, or why they are no member
   */
  apply: (
    db: Database,
    account: SignOnAccount,
    known: KnownIdentity | null,
    identity: ClaimedIdentity,
  ) => Promise<KnownIdentity | 'no_role' | 'removed'>
}

/** Creates the rules by which single sign-on gives and takes roles. */
export function createClaimedRoles(
  { log, now }: Pick<PlatformContext, 'log' | 'now'>,
  { defaultRole, environment }: { defaultRole: Role | null; environment: Environment },
): ClaimedRoles {
  const selectMembership = (db: Database, personId: string, accountId: string) =>
    db
      .selectFrom('memberships')
      .select(['role', 'role_source', 'set_role', 'environment', 'email'])
      .where('person_id', '=', personId)
      .where('account_id', '=', accountId)

  async function addMember(
    db: Database,
    { id: accountId }: SignOnAccount,
    known: KnownIdentity | null,
    identity: ClaimedIdentity,
    role: StoredRole,
  ): Promise<KnownIdentity> {
    const at = now()
    const person = known ?? {
      personId: newId('per'),
      personName: identity.name,
      onlyAccountId: null,
    }
    const { personId, personName: name } = person
    if (!known) {
      await addPerson(db, { id: personId, name }, at)
      if (!(await addIdentity(db, identity, person, at))) throw new IdentityTakenError()
    }
    await db
      .insertInto('memberships')
      .values({
        ...role,
        person_id: personId,
        account_id: accountId,
        joined_at: at,
        environment,
        email: identity.email,
        let_in_by: JSON.stringify([singleSignOn]),
      })
      .execute()
    const actor = { kind: 'person' as const, id: personId, name }
    const joined = { accountId, environment, at, type: 'person.joined', actor, reason: role.role }
    await recordActivity(db, { ...joined, target: { id: personId, name }, outcome: 'done' })
    return person
  }

  /** Tells the operator when the issuer has left an account without an admin. */
  async function warnWithoutAdmin(db: Database, id: string) {
    const admin = await db
      .selectFrom('memberships')
      .select('person_id')
      .where('account_id', '=', id)
      .where('role', '=', 'admin')
      .limit(1)
      .executeTakeFirst()
    if (!admin)
      log.warn({ account: id }, 'the claims of single sign-on left the account without an admin')
  }

  async function record(
    db: Database,
    { id: accountId }: SignOnAccount,
    { personId: id, personName: name }: KnownIdentity,
    change: { type: 'person.role_changed' | 'person.removed'; reason: string },
  ) {
    const entry = { accountId, environment, at: now(), actor: singleSignOn }
    await recordActivity(db, { ...entry, target: { id, name }, outcome: 'done', ...change })
    log.info(
      { audit: change.type, account: accountId, target: id, actor: singleSignOn.id },
      'audit',
    )
    await warnWithoutAdmin(db, accountId)
  }

  async function changeRole(
    db: Database,
    account: SignOnAccount,
    known: KnownIdentity,
    role: StoredRole,
    email: string | null,
  ) {
    const { personId } = known
    await db
      .updateTable('memberships')
      .set({ ...role, email })
      .where('person_id', '=', personId)
      .where('account_id', '=', account.id)
      .execute()
    // An older release reads the role of a session from its token.
    await db
      .updateTable('tokens')
      .set({ role: role.role })
      .where('person_id', '=', personId)
      .where('account_id', '=', account.id)
      .where('use', '=', 'session')
      .execute()
  }

  return {
    async apply(db, account, known, identity) {
      await lockAccount(db, account.id)
      const isElsewhere =
        known && known.onlyAccountId !== null && known.onlyAccountId !== account.id
      if (isElsewhere) return 'no_role'
      const member = known && { personId: known.personId, accountId: account.id }
      if (member && (await wasRemoved(db, member))) return 'removed'
      const stored =
        known && (await selectMembership(db, known.personId, account.id).executeTakeFirst())
      const role = decideRole(identity.role, stored ?? undefined, defaultRole)
      if (!role) {
        if (member && stored) {
          await endMembership(db, member, now())
          await record(db, account, known, { type: 'person.removed', reason: 'no_role' })
        }
        return 'no_role'
      }
      if (!known || !stored) return addMember(db, account, known, identity, role)
      await changeRole(db, account, known, role, identity.email ?? stored.email)
      if (role.role !== stored.role) {
        const { role: reason } = role
        await record(db, account, known, { type: 'person.role_changed', reason })
      }
      return known
    },
  }
}
