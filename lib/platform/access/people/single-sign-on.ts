import type { Database } from '@/lib/storage/database'
import { recordActivity } from '../../core/activity'
import type { PlatformContext } from '../../core/context'
import { newId } from '../../core/new-id'
import type { PlatformSettings } from '../../core/settings'
import { singleSignOn } from '../system-actors'
import { type ClaimedIdentity, createClaimedRoles, type SignOnAccount } from './claimed-roles'
import { type EntryLink, findEntryLink } from './entry-links'
import type { IdentifiedPerson } from './identified-person'
import {
  addIdentity,
  findIdentity,
  IdentityTakenError,
  type KnownIdentity,
  recordIdentityUse,
  retryWhenTaken,
} from './identities'
import { listMemberships } from './memberships'
import { addMember, addMembership, recordLinkMaker } from './new-members'
import { createSpendLink, type EntryResult, onlyAccountOf, wayMadeAtOf } from './spend-link'

/** Why a person whom the issuer has identified may not come in. */
export type SignOnRefusal =
  /** Neither a claim nor an admin nor the default gives a role. */
  | 'no_role'
  /** An admin has removed the person, and nobody has invited them since. */
  | 'removed'

export type SignOnResult = { outcome: 'in'; who: IdentifiedPerson } | { outcome: SignOnRefusal }

/** A person as the issuer describes them, without the issuer. */
export type ClaimedPerson = Omit<ClaimedIdentity, 'issuer'>

export interface SingleSignOn {
  /** Lets in a person whom the issuer has identified, when a claim, an admin or the default gives them a role in an account. */
  signIn: (person: ClaimedPerson) => Promise<SignOnResult>
  /**
   * Lets in such a person with a link. Uses up the link, unless it gives nothing that the person does not have already. Of all
   * calls that use up one link, one gets in.
   */
  enter: (secret: string, person: ClaimedPerson) => Promise<EntryResult>
  /** Throws an error, whose message is for the operator, when the account in `OIDC_ACCOUNT` does not exist. */
  checkAccount: () => Promise<void>
}

/** Creates the ways in for people whom an issuer of OpenID Connect identifies. */
export function createSingleSignOn(
  context: Pick<PlatformContext, 'storage' | 'log' | 'now'> & {
    settings: Pick<PlatformSettings, 'singleSignOn' | 'liveClients'>
  },
): SingleSignOn {
  const { storage, settings, log, now } = context
  const { issuer = '', accountId, defaultRole = null } = settings.singleSignOn ?? {}
  const environment = Object.keys(settings.liveClients).length > 0 ? 'live' : 'test'
  const roles = createClaimedRoles(context, { defaultRole, environment })
  const spendLink = createSpendLink(context)

  /** Returns the account in which claims and the default give roles: the configured or the only one. Null if there are several. */
  async function findAccount(): Promise<SignOnAccount | null> {
    const query = storage.db.selectFrom('accounts').select(['id', 'name']).limit(2)
    const found = await (accountId ? query.where('id', '=', accountId) : query).execute()
    return found.length === 1 ? (found[0] ?? null) : null
  }

  async function refuse(
    db: Database,
    account: SignOnAccount | null,
    known: KnownIdentity | null,
    { name, role }: ClaimedPerson,
    outcome: SignOnRefusal,
  ): Promise<SignOnResult> {
    if (account) {
      const entry = { accountId: account.id, environment, at: now() }
      const action = known
        ? {
            type: 'session.begin',
            actor: { kind: 'person' as const, id: known.personId, name: known.personName },
            target: account,
          }
        : { type: 'person.join', actor: singleSignOn, target: { id: account.id, name } }
      await recordActivity(db, { ...entry, ...action, outcome: 'refused', reason: outcome })
    } else if (role || defaultRole) {
      const message = 'operator alarm: there are several accounts, and OIDC_ACCOUNT names none'
      log.error({}, message)
    }
    return { outcome }
  }

  async function signIn(db: Database, account: SignOnAccount | null, person: ClaimedPerson) {
    const identity = { ...person, issuer }
    const known = await findIdentity(db, identity)
    const member = account ? await roles.apply(db, account, known, identity) : 'no_role'
    const found = typeof member === 'string' ? known : member
    const who = found && {
      personId: found.personId,
      onlyAccountId: found.onlyAccountId,
      wayMadeAt: now(),
    }
    if (!who || (await listMemberships(db, who)).length === 0) {
      return refuse(db, account, known, person, member === 'removed' ? member : 'no_role')
    }
    await recordIdentityUse(db, identity, found, now())
    return { outcome: 'in' as const, who }
  }

  /** Lets in a person who has signed in with the issuer before, and makes them a member if the link does. */
  async function enterAsKnown(
    secret: string,
    link: EntryLink,
    { personId, personName, onlyAccountId }: KnownIdentity,
    identity: ClaimedIdentity,
    account: SignOnAccount | null,
  ): Promise<EntryResult> {
    const who = { personId, onlyAccountId, wayMadeAt: wayMadeAtOf(link, now()) }
    if (link.person && link.person.id !== personId) return { outcome: 'taken' }
    if (onlyAccountId !== null && onlyAccountId !== link.accountId) return { outcome: 'limited' }
    const memberships = await listMemberships(storage.db, who)
    const member = memberships.find((one) => one.accountId === link.accountId)
    const isWidened = member !== undefined && member.onlyEnvironment !== link.onlyEnvironment
    if (member && !link.person && !(isWidened && link.onlyEnvironment === null))
      return { outcome: 'in', who, accountId: link.accountId }
    // The identity is for one account only, and the link gives more than that.
    if (onlyAccountId !== null && (!link.person || onlyAccountOf(link) === null))
      return { outcome: 'limited' }
    const entered = await spendLink(secret, link, personId, async (db) => {
      // A link that names its person is used up, even when the person could come in without it.
      if (link.person) return null
      const refusal = await addMembership(db, link, { id: personId, name: personName }, now())
      if (refusal) return refusal
      const known = { ...who, personName }
      if (account?.id === link.accountId) await roles.apply(db, account, known, identity)
      await recordIdentityUse(db, identity, known, now())
      return null
    })
    return entered.outcome === 'in' ? { ...entered, who } : entered
  }

  /** Gives an unknown identity to the person whom the link names, or to a new person, and lets them in. */
  async function enterAsNew(
    secret: string,
    link: EntryLink,
    identity: ClaimedIdentity,
    account: SignOnAccount | null,
  ): Promise<EntryResult> {
    const person = link.person ?? { id: newId('per'), name: identity.name }
    const known = {
      personId: person.id,
      personName: person.name,
      onlyAccountId: onlyAccountOf(link),
    }
    return spendLink(secret, link, person.id, async (db) => {
      if (link.person) await recordLinkMaker(db, link, person.id)
      else await addMember(db, { ...link, email: link.email ?? identity.email }, person, now())
      if (!(await addIdentity(db, identity, known, now()))) throw new IdentityTakenError()
      if (account?.id === link.accountId) await roles.apply(db, account, known, identity)
      return null
    })
  }

  return {
    async signIn(person) {
      await storage.ready()
      const account = await findAccount()
      return retryWhenTaken(() =>
        storage.db.transaction().execute((db) => signIn(db, account, person)),
      )
    },
    async enter(secret, person) {
      await storage.ready()
      const identity = { ...person, issuer }
      const account = await findAccount()
      return retryWhenTaken(async () => {
        const found = await findEntryLink(storage.db, secret, now())
        if (found.outcome !== 'open') return found
        const known = await findIdentity(storage.db, identity)
        return known
          ? enterAsKnown(secret, found.link, known, identity, account)
          : enterAsNew(secret, found.link, identity, account)
      })
    },
    async checkAccount() {
      if (!accountId || (await findAccount())) return
      const accounts = await storage.db.selectFrom('accounts').select(['id', 'name']).execute()
      const names = accounts.slice(0, 10).map(({ id, name }) => `${id} ("${name}")`)
      throw new Error(`OIDC_ACCOUNT names no account. There are ${names.join(', ')}.`)
    },
  }
}
