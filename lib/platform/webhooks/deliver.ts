import { Webhook } from 'standardwebhooks'
import { environmentSchema } from '@/lib/contract/api/role'
import type { PlatformContext } from '../core/context'
import type { MessageRow } from './message-queue'
import { recordOutcome } from './record-outcome'
import type { Send } from './send'
import type { WebhookRow } from './webhook-row'
import { openWebhookSecret } from './webhook-secret'

/**
 * Sends a claimed message to its webhook once, signed as https://www.standardwebhooks.com says, and
 * records the answer. Throws when the row of the webhook cannot be read, or when the answer cannot
 * be recorded.
 */
export async function deliver(
  context: Pick<PlatformContext, 'storage' | 'keyring' | 'log' | 'meter' | 'now'>,
  send: Send,
  webhook: WebhookRow,
  message: MessageRow,
): Promise<void> {
  const at = context.now()
  const signer = new Webhook(openWebhookSecret(context.keyring, webhook))
  const outcome = await send({
    url: webhook.url,
    environment: environmentSchema.parse(webhook.environment),
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Miteos-Webhooks/1',
      'webhook-id': message.id,
      'webhook-timestamp': String(Math.floor(at / 1000)),
      'webhook-signature': signer.sign(message.id, new Date(at), message.body),
    },
    body: message.body,
  })
  await recordOutcome(context, { webhook, message, outcome, at })
}
