import { LRUCache } from 'lru-cache'
import { actorOf, type Caller } from '../access/caller'
import { recordActivity } from '../core/activity'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import { findTarget, idInPath } from './find-target'

/** This process remembers at most this many steps that are recorded already. */
const maxRememberedSteps = 10_000

/** What support staff read or did. The type is that of the activity, such as `integration.get`. */
export interface SupportStep {
  type: string
  path: string
  /** Whether nothing was changed. A change is recorded each time. */
  isRead: boolean
}

export interface SupportSteps {
  /**
   * Records a step of support staff in the activity of the account: a change each time, and a read once in a visit for each
   * resource. Does nothing for other callers. Rejects when the step cannot be recorded.
   */
  record: (caller: Caller, step: SupportStep) => Promise<void>
}

export function createSupportSteps({
  storage,
  now,
}: Pick<PlatformContext, 'storage' | 'now'>): SupportSteps {
  const known = new LRUCache<string, true>({ max: maxRememberedSteps })
  return {
    async record(caller, { type, path, isRead }) {
      if (!caller.visit) return
      const { id: visitId } = caller.visit
      const named = idInPath(path)
      const step = `${type} ${named?.id ?? ''} ${isRead ? '' : newId('act')}`
      const key = `${visitId} ${step}`
      if (known.has(key)) return
      const target = await findTarget(storage.db, caller, path)
      await storage.db.transaction().execute(async (transaction) => {
        const added = await transaction
          .insertInto('support_steps')
          .values({ visit_id: visitId, step })
          .onConflict((conflict) => conflict.columns(['visit_id', 'step']).doNothing())
          .returning('step')
          .executeTakeFirst()
        if (!added) return
        await recordActivity(transaction, {
          accountId: caller.accountId,
          environment: caller.environment,
          at: now(),
          type,
          actor: actorOf(caller),
          target,
          integrationId: named?.noun === 'integrations' ? named.id : undefined,
          outcome: 'done',
        })
      })
      known.set(key, true)
    },
  }
}
