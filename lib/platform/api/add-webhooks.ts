import type { Webhooks } from '../webhooks/webhooks'
import type { Api } from './api'
import { addCreateWebhook } from './create-webhook'
import { addDeleteWebhook } from './delete-webhook'
import { addGetWebhook } from './get-webhook'
import type { Idempotency } from './idempotency'
import { addListDeliveries } from './list-deliveries'
import { addListWebhooks } from './list-webhooks'
import { addResendDelivery } from './resend-delivery'
import { addTestWebhook } from './test-webhook'

/** Adds the calls about webhooks and their deliveries. */
export function addWebhooks(
  api: Api,
  webhooks: Webhooks,
  { idempotency, appUrl }: { idempotency: Idempotency; appUrl: string },
): void {
  addListWebhooks(api, webhooks, appUrl)
  addCreateWebhook(api, webhooks, idempotency)
  addGetWebhook(api, webhooks)
  addDeleteWebhook(api, webhooks)
  addTestWebhook(api, webhooks.deliveries)
  addListDeliveries(api, webhooks.deliveries, appUrl)
  addResendDelivery(api, webhooks.deliveries)
}
