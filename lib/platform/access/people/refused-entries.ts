import { traceOf } from '@/lib/http/log'
import type { Database } from '@/lib/storage/database'
import { hashSecret } from '@/lib/storage/secret-hash'
import { type Activity, recordActivity } from '../../core/activity'
import type { PlatformContext } from '../../core/context'
import { createMinuteCounts } from '../../core/minute-counts'
import { signInLink } from '../system-actors'
import type { EntryLink } from './entry-links'
import type { IdentifiedPerson } from './identified-person'
import { listMemberships } from './memberships'
import { findSpentLink } from './spent-links'

/** This many refusals of one account are recorded in a minute, and that there were more. */
const maxRefusalsOfAccount = 60
/** This process remembers at most this many links, people and accounts. */
const maxRememberedKeys = 10_000

type Refusal = Omit<Activity, 'at' | 'outcome'>

/** The sign-ins that were refused, in the activity of the account that is known from the link or from the person. */
export interface RefusedEntries {
  /**
   * Records that a link let nobody in, because it was used, was withdrawn or is too old. Does nothing for a text that is no link.
   * Each link is recorded once in a minute, and 60 refusals of an account. Never rejects.
   */
  recordLink: (secret: string) => Promise<void>
  /** Records that a link that can still be used did not let in a person. */
  recordPerson: (link: EntryLink, personId: string, reason: string) => Promise<void>
  /**
   * Records that a person who has proved who they are belongs to no account, in those that have removed them or ended their
   * passkey. Returns why they are let in nowhere.
   */
  recordNoAccount: (who: IdentifiedPerson) => Promise<'no_account' | 'passkey_ended'>
}

/** Returns the refusals of a person who has proved who they are, one for each account that does not let them in. */
async function refusalsOf(db: Database, who: IdentifiedPerson): Promise<Refusal[]> {
  const all = await listMemberships(db, { ...who, wayMadeAt: Number.MAX_SAFE_INTEGER })
  const working = new Set((await listMemberships(db, who)).map(({ accountId }) => accountId))
  const ended = all.filter(({ accountId }) => !working.has(accountId))
  const removed = await db
    .selectFrom('removed_members')
    .innerJoin('people', 'people.id', 'removed_members.person_id')
    .innerJoin('accounts', 'accounts.id', 'removed_members.account_id')
    .select(['accounts.id as accountId', 'accounts.name as accountName'])
    .select('people.name as personName')
    .where('person_id', '=', who.personId)
    .execute()
  const refusalOf = (
    { accountId, accountName, personName }: (typeof removed)[number],
    environment: string,
    reason: string,
  ): Refusal => ({
    ...{ accountId, environment, reason, type: 'session.begin' },
    actor: { kind: 'person', id: who.personId, name: personName },
    target: { id: accountId, name: accountName },
  })
  return [
    ...ended.map((one) => refusalOf(one, one.environment, 'passkey_ended')),
    ...removed.map((one) => refusalOf(one, 'test', 'removed')),
  ]
}

export function createRefusedEntries({
  storage,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'log' | 'now'>): RefusedEntries {
  const { db } = storage
  const known = createMinuteCounts(maxRememberedKeys)
  const ofAccount = createMinuteCounts(maxRememberedKeys)

  /** @param key what is recorded once in a minute */
  async function record(refusal: Refusal, key: string): Promise<void> {
    const at = now()
    if (known.count(`${refusal.accountId} ${key}`, at) > 1) return
    const number = ofAccount.count(refusal.accountId, at)
    if (number > maxRefusalsOfAccount + 1) return
    const { accountId, environment, target } = refusal
    const more = { type: 'request.not_recorded', actor: signInLink, reason: undefined }
    await recordActivity(db, {
      ...(number > maxRefusalsOfAccount ? { accountId, environment, target, ...more } : refusal),
      at,
      outcome: 'refused',
    })
  }

  /** Does the work, whose failure changes nothing for the person who is refused. */
  async function safely(work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => {
      log.warn(traceOf(error), 'a refused sign-in could not be recorded')
    })
  }

  return {
    recordLink: (secret) =>
      safely(async () => {
        const hash = hashSecret(secret)
        const spent = await findSpentLink(db, hash, now())
        if (spent) await record({ ...spent, actor: signInLink }, hash)
      }),
    recordPerson: ({ accountId, accountName, environment, hash }, id, reason) =>
      safely(async () => {
        const person = await db
          .selectFrom('people')
          .select('name')
          .where('id', '=', id)
          .executeTakeFirst()
        if (!person) return
        const actor = { kind: 'person' as const, id, name: person.name }
        const target = { id: accountId, name: accountName }
        await record(
          { accountId, environment, type: 'session.begin', actor, target, reason },
          `${hash} ${id}`,
        )
      }),
    async recordNoAccount(who) {
      await storage.ready()
      const refusals = await refusalsOf(db, who)
      await safely(async () => {
        for (const refusal of refusals) await record(refusal, who.personId)
      })
      const isEnded = refusals.some(({ reason }) => reason === 'passkey_ended')
      return isEnded ? 'passkey_ended' : 'no_account'
    },
  }
}
