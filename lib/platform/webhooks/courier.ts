import type { PlatformContext } from '../core/context'
import type { RowIsolation } from '../core/row-isolation'
import { createTurns, type Turns } from '../core/turns'
import { deliver } from './deliver'
import { claimMessage, listDueWebhooks } from './message-queue'
import type { Send } from './send'
import { trimDeliveries } from './sweep-deliveries'

/** The webhooks that this process sends to at the same time: of all accounts together, and of one account. */
const mostAtOnce = { overall: 100, ofAccount: 10 }
/** A webhook with more due messages lets others go first after this number. */
const messagesPerTurn = 20

/** Delivers every due message. */
export type Courier = Pick<Turns, 'start' | 'startSoon' | 'stop'>

type Context = Pick<
  PlatformContext,
  'storage' | 'keyring' | 'log' | 'lateWork' | 'meter' | 'now'
> & {
  rowIsolation: RowIsolation
}

/**
 * Creates the courier of a process. It sends one message at a time to each webhook, and to many webhooks at the same
 * time, so that a receiver that hangs keeps nobody else waiting.
 */
export function createCourier(context: Context, send: Send): Courier {
  const { storage, rowIsolation } = context

  /** Delivers the next message of a webhook. Returns `false` when there is none. */
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

  const turns: Turns = createTurns(context, {
    mostAtOnce,
    listDue: (excluded, limit) => listDueWebhooks(context, excluded, limit),
    async takeTurn(webhookId) {
      for (let count = 0; count < messagesPerTurn && !turns.isStopped(); count++) {
        if (!(await deliverNext(webhookId))) break
      }
      await trimDeliveries(context, webhookId)
    },
    field: 'webhook',
    words: {
      unreadable: 'the due webhook messages could not be read',
      failed: 'a webhook could not be worked on',
    },
  })
  return turns
}
