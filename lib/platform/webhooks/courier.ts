import type { PlatformContext } from '../core/context'
import type { RowIsolation } from '../core/row-isolation'
import { createWorkerPool, type WorkerPool } from '../core/worker-pool'
import { deliver } from './deliver'
import { claimMessage, listDueWebhooks } from './message-queue'
import type { Send } from './send'
import { trimDeliveries } from './sweep-deliveries'

/**
 * How many webhooks this process sends to at the same time: of all accounts together, and of one
 * account.
 */
const maxConcurrent = { overall: 100, perAccount: 10 }
/** After this many messages of one webhook, other webhooks that are waiting come first. */
const maxMessagesInARow = 20

/** Delivers the due messages. */
export type Courier = Pick<WorkerPool, 'start' | 'startSoon' | 'stop'>

type Context = Pick<
  PlatformContext,
  'storage' | 'keyring' | 'log' | 'lateWork' | 'meter' | 'now'
> & {
  rowIsolation: RowIsolation
}

/**
 * Creates the courier of this process. It sends to many webhooks at the same time, so that a slow
 * receiver does not delay the others, and one message at a time to each webhook.
 */
export function createCourier(context: Context, send: Send): Courier {
  const { storage, rowIsolation } = context

  /** Tries to deliver the next due message of a webhook. Returns `false` when there is none. */
  async function deliverNext(webhookId: string): Promise<boolean> {
    const message = await claimMessage(context, webhookId)
    if (!message) return false
    const webhook = await storage.db
      .selectFrom('webhooks')
      .selectAll()
      .where('id', '=', webhookId)
      .executeTakeFirst()
    if (webhook) {
      await rowIsolation.workOn(webhookId, () => deliver(context, send, webhook, message))
    } else {
      await storage.db.deleteFrom('webhook_messages').where('id', '=', message.id).execute()
    }
    return true
  }

  const pool: WorkerPool = createWorkerPool(context, {
    maxConcurrent,
    listDue: (excluded, limit) => listDueWebhooks(context, excluded, limit),
    async workOn(webhookId) {
      for (let count = 0; count < maxMessagesInARow && !pool.isStopped(); count++) {
        if (!(await deliverNext(webhookId))) break
      }
      await trimDeliveries(context, webhookId)
    },
    keyField: 'webhook',
    logMessages: {
      unreadable: 'the due webhook messages could not be read',
      failed: 'a webhook could not be worked on',
    },
  })
  return pool
}
