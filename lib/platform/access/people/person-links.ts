import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import { recordActivity } from '../../core/activity'
import { unknownId } from '../../core/api-problem'
import type { PlatformContext } from '../../core/context'
import { newId } from '../../core/new-id'
import { actorOf, type Caller, requireRight } from '../caller'

const lifetimeMs = 24 * 60 * 60_000

export interface PersonLinks {
  /**
   * Creates a link with which a person of the caller's account signs in once and creates a new passkey, for this account
   * only. The result is the only place that has the link. An earlier link for this person no longer works.
   */
  create: (caller: Caller, personId: string) => Promise<{ link: string; expires_at: string }>
}

export function createPersonLinks({
  storage,
  settings,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'settings' | 'log' | 'now'>): PersonLinks {
  return {
    async create(caller, personId) {
      requireRight(caller, 'manage_people')
      const secret = randomSecret()
      const expiresAt = now() + lifetimeMs
      const actor = actorOf(caller)
      const type = 'sign_in_link.created'
      await storage.db.transaction().execute(async (transaction) => {
        const person = await transaction
          .selectFrom('memberships')
          .innerJoin('people', 'people.id', 'memberships.person_id')
          .select(['people.id', 'people.name', 'memberships.role'])
          .where('account_id', '=', caller.accountId)
          .where('person_id', '=', personId)
          .executeTakeFirst()
        if (!person) throw unknownId('person')
        await transaction
          .updateTable('invitations')
          .set({ ended_at: now() })
          .where('account_id', '=', caller.accountId)
          .where('person_id', '=', personId)
          .where('ended_at', 'is', null)
          .execute()
        await transaction
          .insertInto('invitations')
          .values({
            id: newId('inv'),
            account_id: caller.accountId,
            environment: caller.environment,
            hash: hashSecret(secret),
            person_id: personId,
            role: person.role,
            created_at: now(),
            created_by: JSON.stringify(actor),
            expires_at: expiresAt,
          })
          .execute()
        const target = { id: personId, name: person.name }
        await recordActivity(transaction, {
          ...caller,
          at: now(),
          type,
          actor,
          target,
          outcome: 'done',
        })
      })
      log.info({ audit: type, account: caller.accountId, target: personId }, 'audit')
      return {
        link: `${settings.appUrl}/sign-in?link=${secret}`,
        expires_at: new Date(expiresAt).toISOString(),
      }
    },
  }
}
