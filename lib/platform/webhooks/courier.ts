import { traceOf } from '@/lib/http/log'
import type { PlatformContext } from '../core/context'
import type { RowIsolation } from '../core/row-isolation'
import { deliver } from './deliver'
import { claimMessage, listDueWebhooks } from './message-queue'
import type { Send } from './send'
import { trimDeliveries } from './sweep-deliveries'

/** The webhooks that this process sends to at the same time: of all accounts together, and of one account. */
const mostAtOnce = { overall: 100, ofAccount: 10 }
/** A webhook with more due messages lets others go first after this number. */
const messagesPerTurn = 20

export interface Courier {
  /** Begins to deliver every due message, and does not wait for the receivers. */
  start: () => Promise<void>
  /** Does the same, without waiting and without throwing. */
  startSoon: () => void
  /** Begins no more deliveries. The running ones end. */
  stop: () => void
}

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
  const { storage, log, lateWork, rowIsolation } = context
  /** The webhooks that are being sent to, each with its account. */
  const busy = new Map<string, string>()
  let isStopped = false
  let starting: Promise<void> | undefined
  let isAskedAgain = false

  const countOf = (accountId: string) =>
    [...busy.values()].filter((busyAccount) => busyAccount === accountId).length

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

  /** Delivers what is due for a webhook. After a failure of our own, the rest waits for the next round. */
  async function takeTurn(webhookId: string): Promise<void> {
    try {
      for (let count = 0; count < messagesPerTurn && !isStopped; count++) {
        if (!(await deliverNext(webhookId))) break
      }
      await trimDeliveries(context, webhookId)
      busy.delete(webhookId)
      startSoon()
    } catch (error) {
      busy.delete(webhookId)
      log.error({ webhook: webhookId, ...traceOf(error) }, 'a webhook could not be worked on')
    }
  }

  async function beginTurns(): Promise<void> {
    const full = [...new Set(busy.values())].filter((id) => countOf(id) >= mostAtOnce.ofAccount)
    const room = mostAtOnce.overall - busy.size
    if (isStopped || room <= 0) return
    const excluded = { webhookIds: [...busy.keys()], accountIds: full }
    for (const { webhookId, accountId } of await listDueWebhooks(context, excluded, room)) {
      if (isStopped || countOf(accountId) >= mostAtOnce.ofAccount) continue
      busy.set(webhookId, accountId)
      lateWork.add(takeTurn(webhookId))
    }
  }

  /** Runs one `beginTurns` at a time. A call during it makes it run once more. */
  function start(): Promise<void> {
    if (starting) {
      isAskedAgain = true
      return starting
    }
    isAskedAgain = false
    starting = beginTurns().finally(() => {
      starting = undefined
      if (isAskedAgain) startSoon()
    })
    return starting
  }

  function startSoon(): void {
    if (isStopped) return
    const started = start().catch((error) => {
      log.error(traceOf(error), 'the due webhook messages could not be read')
    })
    lateWork.add(started)
  }

  return {
    start,
    startSoon,
    stop() {
      isStopped = true
    },
  }
}
