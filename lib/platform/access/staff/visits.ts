import type { Environment } from '@/lib/contract/api/role'
import { supportReasonSchema } from '@/lib/contract/api/support-reason'
import { recordActivity } from '../../core/activity'
import type { PlatformContext } from '../../core/context'
import { newId } from '../../core/new-id'
import { lockPerson } from '../people/lock-person'
import { createTokenChanges, type TokenInput } from '../token-changes'
import { findStaffMember } from './staff-members'
import { closeOverdueVisit, closeVisitOf } from './visit-ends'

const visitMs = 60 * 60_000
const listedVisits = 20
const sweptAtOnce = 100
const keepStepsMs = 24 * 60 * 60_000
/** Links and sessions of support staff are kept for this time after they ended. */
const keepEndedMs = 30 * 24 * 60 * 60_000

/** One visit of a staff member to the account of a customer. Times are in milliseconds since 1970. */
export interface SupportVisit {
  id: string
  accountId: string
  accountName: string
  environment: string
  reason: string
  tokenId: string
  openedAt: number
  endsAt: number
  closedAt: number | null
}

/** The token with which a visit acts. It never leaves the server. */
export interface OpenedVisit {
  token: string
  tokenId: string
  accountId: string
  environment: Environment
}

export type OpenRefusal = 'not_staff' | 'unknown_account' | 'reason_missing'

export interface SupportVisits {
  /**
   * Opens an account for 60 minutes, and records this with its reason in the activity of the account. Ends an open visit of
   * the same person to the account.
   */
  open: (
    personId: string,
    visit: { accountId: string; environment: Environment; reason: string },
  ) => Promise<OpenedVisit | OpenRefusal>
  /** Returns the last 20 visits of a staff member, newest first. */
  list: (personId: string) => Promise<SupportVisit[]>
  /** Ends the visit that acts with a token. */
  close: (tokenId: string) => Promise<void>
  /**
   * Ends the visits whose time is over. Deletes the steps of visits that ended a day ago, and the links and sessions of support
   * staff that ended 30 days ago.
   */
  sweep: () => Promise<void>
}

export function createSupportVisits(
  context: Pick<PlatformContext, 'storage' | 'log' | 'now'>,
): SupportVisits {
  const { storage, log, now } = context
  const changes = createTokenChanges(context)

  const selectVisits = () =>
    storage.db
      .selectFrom('support_visits')
      .innerJoin('accounts', 'accounts.id', 'support_visits.account_id')
      .select(['support_visits.id', 'account_id as accountId', 'accounts.name as accountName'])
      .select(['environment', 'reason', 'token_id as tokenId', 'opened_at as openedAt'])
      .select(['ends_at as endsAt', 'closed_at as closedAt'])

  return {
    async open(personId, { accountId, environment, reason: entered }) {
      await storage.ready()
      const member = await findStaffMember(storage.db, personId)
      if (!member) return 'not_staff'
      const reason = supportReasonSchema.safeParse(entered)
      if (!reason.success) return 'reason_missing'
      const account = await storage.db
        .selectFrom('accounts')
        .select('name')
        .where('id', '=', accountId)
        .executeTakeFirst()
      if (!account) return 'unknown_account'
      const at = now()
      const actor = { kind: 'staff', id: personId, name: member.name } as const
      const input: TokenInput = {
        accountId,
        environment,
        role: 'support',
        name: member.name,
        createdBy: actor,
        personId,
        session: { endsAt: at + visitMs, use: 'support' },
      }
      const { row, token } = await changes.create(input, async (transaction, { id: tokenId }) => {
        await lockPerson(transaction, personId)
        const earlier = await transaction
          .selectFrom('support_visits')
          .select('token_id')
          .where('person_id', '=', personId)
          .where('account_id', '=', accountId)
          .where('closed_at', 'is', null)
          .execute()
        for (const visit of earlier) await closeVisitOf(transaction, visit.token_id, at)
        const visit = { person_id: personId, account_id: accountId, environment }
        await transaction
          .insertInto('support_visits')
          .values({
            ...visit,
            id: newId('sup'),
            reason: reason.data,
            token_id: tokenId,
            opened_at: at,
            ends_at: at + visitMs,
          })
          .execute()
        await recordActivity(transaction, {
          accountId,
          environment,
          at,
          type: 'support.opened',
          actor,
          target: { id: accountId, name: account.name },
          outcome: 'done',
          note: reason.data,
        })
      })
      log.info({ audit: 'support.opened', account: accountId, person: personId }, 'audit')
      return { token, tokenId: row.id, accountId, environment }
    },
    async list(personId) {
      await storage.ready()
      return selectVisits()
        .where('person_id', '=', personId)
        .orderBy('support_visits.id', 'desc')
        .limit(listedVisits)
        .execute()
    },
    async close(tokenId) {
      await storage.ready()
      await storage.db
        .transaction()
        .execute((transaction) => closeVisitOf(transaction, tokenId, now()))
    },
    async sweep() {
      await storage.ready()
      const overdue = await selectVisits()
        .where('closed_at', 'is', null)
        .where('ends_at', '<=', now())
        .limit(sweptAtOnce)
        .execute()
      for (const { id, endsAt } of overdue)
        await storage.db
          .transaction()
          .execute((transaction) => closeOverdueVisit(transaction, id, endsAt))
      const ended = storage.db
        .selectFrom('support_visits')
        .select('id')
        .where('closed_at', '<', now() - keepStepsMs)
      await storage.db.deleteFrom('support_steps').where('visit_id', 'in', ended).execute()
      await storage.db
        .deleteFrom('staff_links')
        .where('expires_at', '<', now() - keepEndedMs)
        .execute()
      await storage.db
        .deleteFrom('staff_sessions')
        .where('last_seen_at', '<', now() - keepEndedMs)
        .execute()
    },
  }
}
