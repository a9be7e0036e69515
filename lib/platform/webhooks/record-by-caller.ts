import type { Database } from '@/lib/storage/database'
import { actorOf, type Caller } from '../access/caller'
import { recordActivity } from '../core/activity'
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
  { id, url }: WebhookRow,
): Promise<void> {
  await recordActivity(transaction, {
    ...caller,
    at: now(),
    type,
    actor: actorOf(caller),
    target: { id, name: url },
    outcome: 'done',
  })
  const fields = { account: caller.accountId, token_id: caller.tokenId, webhook: id }
  log.info({ audit: type, ...fields }, 'audit')
}
