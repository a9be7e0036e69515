import type { Environment } from '@/lib/contract/api/role'
import type { WebhookEvent } from '@/lib/contract/api/webhook'
import { traceOf } from '@/lib/http/log'
import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../core/context'
import type { RowIsolation } from '../core/row-isolation'
import { queueMessage } from './message-queue'
import { eventsOf } from './webhook-row'

/** A change that webhooks are told. */
export interface WebhookChange {
  accountId: string
  /**
   * The environment as stored. A newer version may have written one that this version does not
   * know.
   */
  environment: Environment | string
  event: WebhookEvent
  /** Returns the member `data` of the message. Called only when there is a webhook to tell. */
  data: () => object
}

/**
 * Queues a message for every webhook of the account and environment that was registered for the
 * event.
 */
export type Tell = (change: WebhookChange) => Promise<void>

export interface Outbox {
  /**
   * Runs a transaction and returns its result. The messages that `work` queues with `tell` are
   * stored together with its changes, or not at all. Their delivery begins after the commit.
   */
  transaction: <Result>(
    work: (transaction: Database, tell: Tell) => Promise<Result>,
  ) => Promise<Result>
}

type Parts = Pick<PlatformContext, 'storage' | 'now'> & { rowIsolation: RowIsolation }

/** @param deliverSoon begins to deliver the due messages in the background */
export function createOutbox(
  { storage, now, rowIsolation }: Parts,
  deliverSoon: () => void,
): Outbox {
  /**
   * Returns the ids of the webhooks to tell. Leaves out a row that cannot be read, and raises an
   * operator alarm.
   */
  async function listeners(
    db: Database,
    { accountId, environment, event }: WebhookChange,
  ): Promise<string[]> {
    const rows = await db
      .selectFrom('webhooks')
      .select(['id', 'events'])
      .where('account_id', '=', accountId)
      .where('environment', '=', environment)
      .where('disabled_at', 'is', null)
      .orderBy('id')
      .execute()
    const isTold = (row: (typeof rows)[number]) => {
      try {
        return eventsOf(row).includes(event)
      } catch (error) {
        const fields = { webhook: row.id, ...traceOf(error) }
        rowIsolation.alarmOnce(row.id, fields, 'a webhook cannot be read and is told nothing')
        return false
      }
    }
    return rows.filter(isTold).map(({ id }) => id)
  }

  return {
    async transaction(work) {
      let hasQueued = false
      const result = await storage.db.transaction().execute((transaction) =>
        work(transaction, async (change) => {
          const webhookIds = await listeners(transaction, change)
          if (webhookIds.length === 0) return
          const { accountId, event } = change
          const message = { accountId, event, at: now(), data: change.data() }
          for (const webhookId of webhookIds)
            await queueMessage(transaction, { ...message, webhookId })
          hasQueued = true
        }),
      )
      if (hasQueued) deliverSoon()
      return result
    },
  }
}
