import type { Invitation, InviteRequest, NewInvitation } from '@/lib/contract/api/invitation'
import { maxInvitations } from '@/lib/contract/api/limits'
import { hasRightsOf } from '@/lib/contract/api/permissions'
import { traceOf } from '@/lib/http/log'
import type { Database } from '@/lib/storage/database'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import { recordActivity } from '../../core/activity'
import { ApiProblem, unknownId } from '../../core/api-problem'
import type { PlatformContext } from '../../core/context'
import { newId } from '../../core/new-id'
import { type Page, type PageRequest, pageOf } from '../../core/pages'
import { createRowIsolation } from '../../core/row-isolation'
import { cancelMails } from '../../mail/mail-queue'
import type { Mails } from '../../mail/mails'
import { actorOf, type Caller, requireRight } from '../caller'
import { lockAccount } from '../lock-account'
import { limitOf, requireWithinLimit } from './environment-limit'
import { type InvitationRow, presentInvitation } from './invitation-row'
import { mailInvitation } from './mail-invitation'

const lifetimeMs = 7 * 24 * 60 * 60_000
/** An invitation is kept for this time after it expired, so that its link says what happened to it. */
const keepExpiredMs = 30 * 24 * 60 * 60_000

export interface Invitations {
  /** Returns one page of the invitations of the caller's account that can still be accepted, oldest first. */
  list: (caller: Caller, page: PageRequest) => Promise<Page<Invitation>>
  /**
   * Creates an invitation, which can be accepted for 7 days, and queues the mail about it when it has an address. The link is
   * in the result and the mail only. Throws `conflict` when too many invitations are open.
   */
  create: (caller: Caller, request: InviteRequest) => Promise<NewInvitation>
  /** Withdraws an invitation, so that its link no longer works, and its mail is not sent if it still waits. */
  withdraw: (caller: Caller, id: string) => Promise<void>
  /** Deletes invitations, and links for people of an account, that expired more than 30 days ago. */
  sweep: () => Promise<void>
}

export function createInvitations({
  storage,
  settings,
  log,
  now,
  mails,
}: Pick<PlatformContext, 'storage' | 'settings' | 'log' | 'now'> & { mails: Mails }): Invitations {
  const rows = createRowIsolation(log)

  function selectOpen(db: Database, { accountId }: Caller) {
    return db
      .selectFrom('invitations')
      .select(['id', 'email', 'role', 'created_at', 'created_by', 'expires_at'])
      .where('account_id', '=', accountId)
      .where('person_id', 'is', null)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', now())
      .orderBy('id')
  }

  async function record(
    db: Database,
    caller: Caller,
    type: 'invitation.created' | 'invitation.withdrawn',
    { id, email, role }: Pick<InvitationRow, 'id' | 'email' | 'role'>,
  ) {
    const target = { id, name: email ?? role }
    const actor = actorOf(caller)
    const invited = { ...caller, at: now(), type, actor, target, reason: role }
    await recordActivity(db, { ...invited, outcome: 'done' })
    log.info({ audit: type, account: caller.accountId, target: id }, 'audit')
  }

  return {
    async list(caller, page) {
      requireRight(caller, 'manage_people')
      const query = selectOpen(storage.db, caller).limit(page.limit + 1)
      const found = await (page.cursor ? query.where('id', '>', page.cursor) : query).execute()
      const { items, nextCursor } = pageOf(found, page)
      const states = await mails.statesOf(
        storage.db,
        items.map(({ id }) => id),
      )
      const shown = items.flatMap((row) => {
        try {
          return [presentInvitation(row, states.get(row.id))]
        } catch (error) {
          const fields = { row: row.id, ...traceOf(error) }
          rows.alarmOnce(row.id, fields, 'an invitation cannot be read and is not listed')
          return []
        }
      })
      return { items: shown, nextCursor }
    },
    async create(caller, { email, role }) {
      requireRight(caller, 'manage_people')
      if (!hasRightsOf(caller.role, role)) {
        const detail = `The role "${caller.role}" has fewer rights than "${role}".`
        throw new ApiProblem('forbidden', detail, { field: 'role', reason: 'role' })
      }
      const secret = randomSecret()
      return storage.db.transaction().execute(async (transaction) => {
        await lockAccount(transaction, caller.accountId)
        const open = await selectOpen(transaction, caller).limit(maxInvitations).execute()
        if (open.length >= maxInvitations) {
          const detail = `An account has at most ${maxInvitations} open invitations. Withdraw one that is no longer needed.`
          throw new ApiProblem('conflict', detail, { reason: 'too_many' })
        }
        const row = await transaction
          .insertInto('invitations')
          .values({
            id: newId('inv'),
            account_id: caller.accountId,
            environment: caller.environment,
            only_environment: limitOf(caller),
            hash: hashSecret(secret),
            email: email ?? null,
            role,
            created_at: now(),
            created_by: JSON.stringify(actorOf(caller)),
            expires_at: now() + lifetimeMs,
          })
          .returning(['id', 'email', 'role', 'created_at', 'created_by', 'expires_at'])
          .executeTakeFirstOrThrow()
        await record(transaction, caller, 'invitation.created', row)
        const link = `${settings.appUrl}/sign-in?link=${secret}`
        return {
          ...presentInvitation(
            row,
            await mailInvitation(mails, transaction, caller, { ...row, link }),
          ),
          link,
        }
      })
    },
    async withdraw(caller, id) {
      requireRight(caller, 'manage_people')
      await storage.db.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('invitations')
          .set({ ended_at: now() })
          .where('id', '=', id)
          .where('account_id', '=', caller.accountId)
          .where('person_id', 'is', null)
          .where('ended_at', 'is', null)
          .where('expires_at', '>', now())
          .returning(['email', 'role', 'only_environment'])
          .executeTakeFirst()
        if (!row) throw unknownId('invitation')
        requireWithinLimit(caller, row)
        await cancelMails(transaction, { accountId: caller.accountId, about: id })
        await record(transaction, caller, 'invitation.withdrawn', { ...row, id })
      })
    },
    async sweep() {
      await storage.ready()
      await storage.db
        .deleteFrom('invitations')
        .where('expires_at', '<', now() - keepExpiredMs)
        .execute()
    },
  }
}
