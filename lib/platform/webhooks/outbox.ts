import type { Environment } from '@/lib/contract/api/role'
import type { WebhookEvent } from '@/lib/contract/api/webhook'
import { traceOf } from '@/lib/http/log'
import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../core/context'
import type { RowIsolation } from '../core/row-isolation'
import { queueMessage } from './message-queue'
import { eventsOf } from './webhook-row'

/** Something that webhooks are told. */
export interface Occurrence {
  accountId: string
  /** As it is stored: a newer version may know other environments. */
  environment: Environment | string
  event: WebhookEvent
  /** Returns what the message says. Called only when a webhook is told it. */
  data: () => object
}

/** Queues a message about an occurrence for every webhook that wants it, in the transaction of the occurrence. */
export type Tell = (occurrence: Occurrence) => Promise<void>

export interface Outbox {
  /**
   * Runs a transaction and returns its result. The messages that it tells are stored together with its changes, or
   * not at all. Their delivery begins after the commit.
   */
  transaction: <Result>(
    work: (transaction: Database, tell: Tell) => Promise<Result>,
  ) => Promise<Result>
}

type Parts = Pick<PlatformContext, 'storage' | 'now'> & { rowIsolation: RowIsolation }

/** @param deliverSoon begins to deliver what is due, without waiting for it */
export function createOutbox(
  { storage, now, rowIsolation }: Parts,
  deliverSoon: () => void,
): Outbox {
  /** Returns the ids of the webhooks that are told an event. One that cannot be read is left out, with an alarm. */
  async function listeners(
    db: Database,
    { accountId, environment, event }: Occurrence,
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
      let isTold = false
      const result = await storage.db.transaction().execute((transaction) =>
        work(transaction, async (occurrence) => {
          const webhookIds = await listeners(transaction, occurrence)
          if (webhookIds.length === 0) return
          const { accountId, event } = occurrence
          const message = { accountId, event, at: now(), data: occurrence.data() }
          for (const webhookId of webhookIds)
            await queueMessage(transaction, { ...message, webhookId })
          isTold = true
        }),
      )
      if (isTold) deliverSoon()
      return result
    },
  }
}
