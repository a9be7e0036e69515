import type { Database } from '@/lib/storage/database'
import { actorOf, type Caller } from '../access/caller'
import { recordActivity } from '../core/activity'
import { nameOfWebhook } from '../core/activity-names'
import type { PlatformContext } from '../core/context'
import type { WebhookRow } from './webhook-row'

type Change = 'webhook.created' | 'webhook.deleted' | 'webhook.tested' | 'webhook.resent'

/**
 * Records what a caller did to a webhook, in the activity and in the log. Call it in the database
 * transaction of the change.
 */
export async function recordByCaller(
  { log, now }: Pick<PlatformContext, 'log' | 'now'>,
  transaction: Database,
  caller: Caller,
  type: Change,
  webhook: WebhookRow,
): Promise<void> {
  await recordActivity(transaction, {
    ...caller,
    at: now(),
    type,
    actor: actorOf(caller),
    target: { id: webhook.id, name: nameOfWebhook(webhook) },
    outcome: 'done',
  })
  const fields = { account: caller.accountId, token_id: caller.tokenId, webhook: webhook.id }
  log.info({ audit: type, ...fields }, 'audit')
}
