import type { Actor } from '@/lib/contract/api/actor'
import type { Database } from '@/lib/storage/database'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import { recordActivity } from '../../core/activity'
import { unknownId } from '../../core/api-problem'
import type { PlatformContext } from '../../core/context'
import { newId } from '../../core/new-id'
import { actorOf, type Caller, requireRight } from '../caller'
import { lockAccount } from '../lock-account'
import { commandLine } from '../system-actors'
import { deletePasskeys } from './delete-passkeys'
import { endPasskeys } from './ended-passkeys'
import { requireWithinLimit } from './environment-limit'

const lifetimeMs = 24 * 60 * 60_000

export interface NewPersonLink {
  link: string
  expires_at: string
}

export interface PersonLinks {
  /**
   * Creates a link with which a person of the caller's account signs in once, within 24 hours, and creates a new passkey, for
   * this account only. The link is in the result only. An earlier link for this person no longer works. With `endPasskeys`, neither
   * do the passkeys and sessions that the person has by now, for this account. A person who makes a link for themselves keeps
   * them, because they would not get to see the link.
   */
  create: (
    caller: Caller,
    personId: string,
    options: { endPasskeys: boolean },
  ) => Promise<NewPersonLink>
  /**
   * Creates such a link for all accounts of a person. With `endPasskeys`, all their passkeys are deleted, and their sessions end.
   * Only for the operator. Throws an error, whose message is for the operator, when the person belongs to no account.
   */
  createForOperator: (personId: string, options: { endPasskeys: boolean }) => Promise<NewPersonLink>
}

interface Maker {
  accountId: string
  environment: string
  actor: Actor
}

/** Returns the query for the memberships of a person. */
function selectMemberships(db: Database, personId: string) {
  return db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select(['people.id', 'people.name', 'account_id', 'environment', 'role', 'only_environment'])
    .where('person_id', '=', personId)
}

/** Ends the links that admins or the operator made for a person of an account, so that they no longer work. */
export async function endPersonLinks(
  db: Database,
  { personId, accountId }: { personId: string; accountId: string },
  at: number,
): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ ended_at: at })
    .where('account_id', '=', accountId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute()
}

export function createPersonLinks({
  storage,
  settings,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'log' | 'now'> & {
  settings: { appUrl: string }
}): PersonLinks {
  async function insertLink(
    db: Database,
    person: { id: string; name: string; role: string },
    { accountId, environment, actor }: Maker,
  ): Promise<NewPersonLink> {
    const secret = randomSecret()
    const expiresAt = now() + lifetimeMs
    await endPersonLinks(db, { personId: person.id, accountId }, now())
    await db
      .insertInto('invitations')
      .values({
        id: newId('inv'),
        account_id: accountId,
        environment,
        hash: hashSecret(secret),
        person_id: person.id,
        role: person.role,
        created_at: now(),
        created_by: JSON.stringify(actor),
        expires_at: expiresAt,
      })
      .execute()
    const type = 'sign_in_link.created'
    const target = { id: person.id, name: person.name }
    const entry = { accountId, environment, at: now() }
    await recordActivity(db, { ...entry, type, actor, target, outcome: 'done' })
    log.info({ audit: type, account: accountId, target: person.id }, 'audit')
    return {
      link: `${settings.appUrl}/sign-in?link=${secret}`,
      expires_at: new Date(expiresAt).toISOString(),
    }
  }

  /** Ends the ways in of a person for an account, and records who did. */
  async function endWays(
    db: Database,
    { id, name }: { id: string; name: string },
    { accountId, environment, actor }: Maker,
  ) {
    await endPasskeys(db, { personId: id, accountId }, now())
    const type = 'passkey.ended'
    const entry = { accountId, environment, at: now() }
    await recordActivity(db, { ...entry, type, actor, target: { id, name }, outcome: 'done' })
    log.info({ audit: type, account: accountId, target: id }, 'audit')
  }

  return {
    async create(caller, personId, { endPasskeys: isEnding }) {
      requireRight(caller, 'manage_people')
      const { accountId, environment } = caller
      return storage.db.transaction().execute(async (transaction) => {
        await lockAccount(transaction, accountId)
        const person = await selectMemberships(transaction, personId)
          .where('account_id', '=', accountId)
          .executeTakeFirst()
        if (!person) throw unknownId('person')
        requireWithinLimit(caller, person)
        const maker = { accountId, environment, actor: actorOf(caller) }
        if (isEnding && caller.person?.id !== personId) await endWays(transaction, person, maker)
        return insertLink(transaction, person, maker)
      })
    },
    async createForOperator(personId, { endPasskeys: isEnding }) {
      return storage.db.transaction().execute(async (transaction) => {
        const memberships = await selectMemberships(transaction, personId)
          .orderBy('last_seen_at', 'desc')
          .execute()
        const [person] = memberships
        if (!person) throw new Error(`No person ${personId} belongs to an account.`)
        if (isEnding) {
          for (const { account_id: accountId, environment, ...member } of memberships)
            await endWays(transaction, member, { accountId, environment, actor: commandLine })
          await deletePasskeys(transaction, personId, now())
        }
        const { account_id: accountId, environment } = person
        return insertLink(transaction, person, { accountId, environment, actor: commandLine })
      })
    },
  }
}
