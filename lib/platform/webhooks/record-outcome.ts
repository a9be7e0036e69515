import { postponeRow } from '../core/claims'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import type { MessageRow } from './message-queue'
import { pauseAfter } from './retry-schedule'
import type { Outcome } from './send'
import type { WebhookRow } from './webhook-row'
import { disableWebhook, markDelivered } from './webhook-use'

/** The status with which a receiver asks to be sent nothing any more. */
const gone = 410

/** One try to deliver a message. */
interface Try {
  webhook: WebhookRow
  message: MessageRow
  outcome: Outcome
  /** When it began, in milliseconds since 1970. */
  at: number
}

type Stored = Pick<WebhookRow, 'disabled_at' | 'delivered_at'>

/** Decides what follows a failed try: the pause before the next one, or the end of the webhook's use. */
function afterFailure({ message, outcome: { status } }: Try, stored: Stored) {
  if (stored.disabled_at !== null) return { pause: null, disabledFor: null }
  if (status === gone) return { pause: null, disabledFor: 'gone' as const }
  const pause = pauseAfter(message.attempts + 1)
  const hasDelivered = (stored.delivered_at ?? 0) >= message.created_at
  return { pause, disabledFor: pause === null && !hasDelivered ? ('not_delivered' as const) : null }
}

function outcomeWord({ status, error }: Outcome) {
  if (error === null) return 'delivered'
  return status === null ? 'unanswered' : 'refused'
}

/** Records how a receiver answered a message, when the message is tried again, and whether the webhook stays in use. */
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
    // Somebody has deleted it meanwhile, with all its deliveries.
    if (!stored) return
    const { pause, disabledFor } =
      error === null ? { pause: null, disabledFor: null } : afterFailure(finished, stored)
    const nextAt = pause === null ? null : now() + pause
    // The webhook is written before its messages, always in this order, so that no two servers wait for each other.
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
