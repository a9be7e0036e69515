import type { Database } from '@/lib/storage/database'
import { webhookDelivery } from '../access/system-actors'
import { recordActivity } from '../core/activity'
import { nameOfWebhook } from '../core/activity-names'
import type { PlatformContext } from '../core/context'
import type { WebhookRow } from './webhook-row'

type Context = Pick<PlatformContext, 'log' | 'now'>

/** Records that a receiver accepted a message. Enables the webhook again if it was disabled. */
export async function markDelivered(
  context: Context,
  transaction: Database,
  webhook: WebhookRow,
): Promise<void> {
  await transaction
    .updateTable('webhooks')
    .set({ delivered_at: context.now() })
    .where('id', '=', webhook.id)
    .execute()
  const { numUpdatedRows } = await transaction
    .updateTable('webhooks')
    .set({ disabled_at: null })
    .where('id', '=', webhook.id)
    .where('disabled_at', 'is not', null)
    .executeTakeFirst()
  if (numUpdatedRows === 1n)
    await recordIdentityUse(context, transaction, webhook, 'webhook.enabled')
}

/**
 * Disables a webhook and gives up its queued messages. Does nothing when the webhook is disabled
 * already.
 *
 * @param reason `gone`: the receiver asked for no more messages. `not_delivered`: it accepted none
 *   for days
 */
export async function disableWebhook(
  context: Context,
  transaction: Database,
  webhook: WebhookRow,
  reason: 'gone' | 'not_delivered',
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('webhooks')
    .set({ disabled_at: context.now() })
    .where('id', '=', webhook.id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await transaction
    .updateTable('webhook_messages')
    .set({ next_at: null })
    .where('webhook_id', '=', webhook.id)
    .execute()
  await recordIdentityUse(context, transaction, webhook, 'webhook.disabled', reason)
}

async function recordIdentityUse(
  { log, now }: Context,
  transaction: Database,
  { id, account_id: accountId, environment, ...webhook }: WebhookRow,
  type: 'webhook.enabled' | 'webhook.disabled',
  reason?: string,
): Promise<void> {
  await recordActivity(transaction, {
    accountId,
    environment,
    at: now(),
    type,
    actor: webhookDelivery,
    target: { id, name: nameOfWebhook(webhook) },
    outcome: 'done',
    reason,
  })
  log.warn({ audit: type, account: accountId, webhook: id, reason }, 'audit')
}
