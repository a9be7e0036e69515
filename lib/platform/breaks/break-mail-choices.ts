import { recordActivity } from '../core/activity'
import type { PlatformContext } from '../core/context'
import { cancelMails } from '../mail/mail-queue'
import type { Member } from './unsubscribe-token'

/** Whether a person wants the mails about integrations of one account that broke, and the address for them. */
export interface BreakMailChoice {
  personName: string
  accountName: string
  role: string
  /** The address of the person in this account. Null when the account knows none. */
  email: string | null
  areWanted: boolean
}

export interface BreakMailChoices {
  /** Returns the choice of a person, or null when they do not belong to the account. */
  read: (member: Member) => Promise<BreakMailChoice | null>
  /** Stores the choice, and cancels waiting mails of a person who wants none. Returns the new choice, or null as `read` does. */
  choose: (member: Member, areWanted: boolean) => Promise<BreakMailChoice | null>
}

export function createBreakMailChoices({
  storage,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'log' | 'now'>): BreakMailChoices {
  async function read({ personId, accountId }: Member): Promise<BreakMailChoice | null> {
    await storage.ready()
    const row = await storage.db
      .selectFrom('memberships')
      .innerJoin('people', 'people.id', 'memberships.person_id')
      .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
      .select(['people.name as personName', 'accounts.name as accountName', 'role', 'email'])
      .select('break_mails_off_at')
      .where('person_id', '=', personId)
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    if (!row) return null
    const { break_mails_off_at: offAt, ...choice } = row
    return { ...choice, areWanted: offAt === null }
  }

  return {
    read,
    async choose(member, areWanted) {
      const { personId, accountId } = member
      const before = await read(member)
      if (!before) return null
      await storage.db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('memberships')
          .set({ break_mails_off_at: areWanted ? null : now() })
          .where('person_id', '=', personId)
          .where('account_id', '=', accountId)
          .where('break_mails_off_at', areWanted ? 'is not' : 'is', null)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return
        if (!areWanted) await cancelMails(transaction, { accountId, about: personId })
        const person = { id: personId, name: before.personName }
        const type = areWanted ? 'mail.subscribed' : 'mail.unsubscribed'
        await recordActivity(transaction, {
          accountId,
          environment: 'live',
          at: now(),
          type,
          actor: { kind: 'person', ...person },
          target: person,
          outcome: 'done',
        })
        log.info({ audit: type, account: accountId, person: personId }, 'audit')
      })
      return read(member)
    },
  }
}
