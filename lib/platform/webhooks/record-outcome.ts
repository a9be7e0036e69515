import { postponeRow } from '../core/claims'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import type { MessageRow } from './message-queue'
import { pauseAfter } from './retry-schedule'
import type { Outcome } from './send'
import type { WebhookRow } from './webhook-row'
import { disableWebhook, markDelivered } from './webhook-use'

/** The HTTP status with which a receiver asks for no more messages. */
const gone = 410

/** One try to deliver a message. */
interface Try {
  webhook: WebhookRow
  message: MessageRow
  outcome: Outcome
  /** When the try began, in milliseconds since 1970. */
  at: number
}

type Stored = Pick<WebhookRow, 'disabled_at' | 'delivered_at'>

/**
 * Decides what follows a failed try: the pause before the next try, and why the webhook is
 * disabled. A webhook is disabled when its receiver asks for it, and after the last try of a
 * message if no other message was delivered in the meantime.
 */
function afterFailure({ message, outcome: { status } }: Try, stored: Stored) {
  if (stored.disabled_at !== null) return { pauseMs: null, disabledFor: null }
  if (status === gone) return { pauseMs: null, disabledFor: 'gone' as const }
  const pauseMs = pauseAfter(message.attempts + 1)
  const hasDelivered = (stored.delivered_at ?? 0) >= message.created_at
  const isUnreachable = pauseMs === null && !hasDelivered
  return { pauseMs, disabledFor: isUnreachable ? ('not_delivered' as const) : null }
}

function outcomeWord({ status, error }: Outcome) {
  if (error === null) return 'delivered'
  return status === null ? 'unanswered' : 'refused'
}

/**
 * Records the outcome of a try, plans the next try of the message, and disables or enables the
 * webhook if necessary.
 */
export async function recordOutcome(
  context: Pick<PlatformContext, 'storage' | 'log' | 'meter' | 'now'>,
  finished: Try,
): Promise<void> {
  const { storage, log, now } = context
  const { webhook, message, outcome, at } = finished
  const { status, error, tookMs } = outcome
  const attempt = message.attempts + 1
  const fields = { webhook: webhook.id, message: message.id, attempt, status, error, ms: tookMs }
  log.info(fields, 'webhook delivery')
  context.meter.delivered(outcomeWord(outcome))
  await storage.db.transaction().execute(async (transaction) => {
    const stored = await transaction
      .selectFrom('webhooks')
      .select(['disabled_at', 'delivered_at'])
      .where('id', '=', webhook.id)
      .executeTakeFirst()
    // The webhook was deleted meanwhile, with all its deliveries.
    if (!stored) return
    const { pauseMs, disabledFor } =
      error === null ? { pauseMs: null, disabledFor: null } : afterFailure(finished, stored)
    const nextAt = pauseMs === null ? null : now() + pauseMs
    // The webhook is always written before its messages, so that two servers cannot deadlock.
    if (error === null) await markDelivered(context, transaction, webhook)
    if (disabledFor !== null) await disableWebhook(context, transaction, webhook, disabledFor)
    await transaction
      .insertInto('webhook_deliveries')
      .values({
        id: newId('dlv'),
        webhook_id: webhook.id,
        message_id: message.id,
        event: message.event,
        at,
        attempt,
        status,
        took_ms: tookMs,
        next_at: nextAt,
        error,
      })
      .execute()
    await postponeRow(transaction, 'webhook_messages', message, nextAt)
  })
}
