import {
  type CreateWebhookRequest,
  type NewWebhook,
  newWebhookSchema,
} from '@/lib/contract/api/webhook'
import { type Delivery, deliveryListSchema } from '@/lib/contract/api/webhook-delivery'
import type { Client } from './platform'

/** A request for a webhook that no test delivers anything to. */
export const webhookRequest: CreateWebhookRequest = {
  url: 'https://app.example.com/hooks',
  events: [
    'integration.connected',
    'integration.error',
    'integration.recovered',
    'integration.disconnected',
  ],
}

/** Adds a webhook through the API: for every event, unless the request says something else. */
export async function createWebhook(
  by: Client,
  request: Partial<CreateWebhookRequest> = {},
): Promise<NewWebhook> {
  const response = await by.post('/v1/webhooks', { ...webhookRequest, ...request })
  const body: unknown = await response.json()
  if (response.status !== 201) throw new Error(`adding answered ${JSON.stringify(body)}`)
  return newWebhookSchema.parse(body)
}

/** Returns the deliveries to a webhook as the API lists them, newest first. */
export async function deliveriesOf(by: Client, webhookId: string): Promise<Delivery[]> {
  const response = await by.get(`/v1/webhooks/${webhookId}/deliveries`)
  return deliveryListSchema.parse(await response.json())
}
