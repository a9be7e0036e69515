import { testEvent } from '@/lib/contract/api/webhook'
import type { Delivery, SentMessage } from '@/lib/contract/api/webhook-delivery'
import { traceOf } from '@/lib/http/log'
import { type Caller, requireRight } from '../access/caller'
import { unknownId } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import { type Page, type PageRequest, pageOf } from '../core/pages'
import type { RowIsolation } from '../core/row-isolation'
import { requireOwnWebhook } from './account-webhooks'
import { type DeliveryRow, presentDelivery } from './delivery-row'
import { queueMessage } from './message-queue'
import { recordByCaller } from './record-by-caller'

export interface AccountDeliveries {
  /** Queues `test.ping` for a webhook, which may be disabled. Returns the id of the message. */
  test: (caller: Caller, webhookId: string) => Promise<SentMessage>
  /** Returns one page of the deliveries to a webhook, newest first. */
  list: (caller: Caller, webhookId: string, page: PageRequest) => Promise<Page<Delivery>>
  /** Queues the message of a delivery again, with the same id and body. */
  resend: (caller: Caller, webhookId: string, deliveryId: string) => Promise<SentMessage>
}

type Context = Pick<PlatformContext, 'storage' | 'log' | 'now'> & { rowIsolation: RowIsolation }

/**
 * Creates the operations of callers on the deliveries to the webhooks of their account and
 * environment.
 *
 * @param deliverSoon begins to deliver the due messages in the background
 */
export function createAccountDeliveries(
  context: Context,
  deliverSoon: () => void,
): AccountDeliveries {
  const { storage, now, rowIsolation } = context

  /**
   * Returns the deliveries in rows. Leaves out a row that cannot be read, and raises an operator
   * alarm.
   */
  function present(rows: readonly DeliveryRow[]): Delivery[] {
    return rows.flatMap((row) => {
      try {
        return presentDelivery(row)
      } catch (error) {
        const fields = { delivery: row.id, ...traceOf(error) }
        rowIsolation.alarmOnce(row.id, fields, 'the record of a delivery cannot be read')
        return []
      }
    })
  }

  return {
    async test(caller, webhookId) {
      requireRight(caller, 'manage_webhooks')
      const id = await storage.db.transaction().execute(async (transaction) => {
        const webhook = await requireOwnWebhook(transaction, caller, webhookId)
        await recordByCaller(context, transaction, caller, 'webhook.tested', webhook)
        return queueMessage(transaction, {
          webhookId,
          accountId: caller.accountId,
          event: testEvent,
          at: now(),
          data: { webhook_id: webhookId },
        })
      })
      deliverSoon()
      return { message_id: id }
    },
    async list(caller, webhookId, page) {
      requireRight(caller, 'manage_webhooks')
      await requireOwnWebhook(storage.db, caller, webhookId)
      const query = storage.db
        .selectFrom('webhook_deliveries')
        .selectAll()
        .where('webhook_id', '=', webhookId)
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
      const rows = await (page.cursor ? query.where('id', '<', page.cursor) : query).execute()
      const { items, nextCursor } = pageOf(rows, page)
      return { items: present(items), nextCursor }
    },
    async resend(caller, webhookId, deliveryId) {
      requireRight(caller, 'manage_webhooks')
      const id = await storage.db.transaction().execute(async (transaction) => {
        const webhook = await requireOwnWebhook(transaction, caller, webhookId)
        const message = await transaction
          .updateTable('webhook_messages')
          .set({ next_at: now() })
          .where('webhook_id', '=', webhookId)
          .where('id', '=', ({ selectFrom }) =>
            selectFrom('webhook_deliveries')
              .select('message_id')
              .where('webhook_id', '=', webhookId)
              .where('id', '=', deliveryId),
          )
          .returning('id')
          .executeTakeFirst()
        if (!message) throw unknownId('delivery')
        await recordByCaller(context, transaction, caller, 'webhook.resent', webhook)
        return message.id
      })
      deliverSoon()
      return { message_id: id }
    },
  }
}
