import type { WebhookEvent } from '@/lib/contract/api/webhook'
import type { Log } from '@/lib/http/log'
import type { StoredRow } from '../grants/integration-row'
import type { Tell } from '../webhooks/outbox'
import { presentIntegration } from './present-integration'
import type { ListedRow } from './select-integrations'

/** Returns the webhook event for a change of the status, or null when there is none. */
function eventOf(before: string | undefined, after: string): WebhookEvent | null {
  if (before === after) return null
  if (after === 'error') return 'integration.error'
  if (after === 'disconnected') return 'integration.disconnected'
  if (after !== 'connected') return null
  return before === 'error' ? 'integration.recovered' : 'integration.connected'
}

/**
 * Tells the webhooks that the status of an integration has changed. Does nothing when it has not.
 * Call it in the transaction that makes the change.
 *
 * @param before the row before the change, or undefined when the integration is new
 * @param after the row as it is stored now
 */
export async function tellStatus(
  { log }: { log: Log },
  tell: Tell,
  before: Pick<StoredRow, 'status'> | undefined,
  after: ListedRow,
): Promise<void> {
  const event = eventOf(before?.status, after.status)
  if (event === null) return
  const { account_id: accountId, environment } = after
  const data = () => ({ integration: presentIntegration(log, after) })
  await tell({ accountId, environment, event, data })
}
