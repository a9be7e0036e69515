import 'server-only'
import {
  type CreateWebhookRequest,
  type NewWebhook,
  newWebhookSchema,
  type Webhook,
  webhookListSchema,
} from '@/lib/contract/api/webhook'
import {
  type Delivery,
  deliveryListSchema,
  type SentMessage,
  sentMessageSchema,
} from '@/lib/contract/api/webhook-delivery'
import type { ResourceCalls } from './resource-calls'

/** The webhooks of the person's account and environment. Every method throws `MiteosError` and nothing else. */
export interface WebhooksClient {
  /** Returns all of them, oldest first. An environment has at most 20. */
  list: () => Promise<Webhook[]>
  /** Adds a webhook. The answer is the only one that contains its secret. */
  create: (request: CreateWebhookRequest) => Promise<NewWebhook>
  delete: (id: string) => Promise<void>
  /** Sends a test message. */
  test: (id: string) => Promise<SentMessage>
  /** Returns the last deliveries to a webhook, newest first. */
  deliveries: (id: string, limit: number) => Promise<Delivery[]>
  /** Sends the message of a delivery again. */
  resend: (id: string, deliveryId: string) => Promise<SentMessage>
}

function pathOf(id: string, below = ''): string {
  return `/webhooks/${encodeURIComponent(id)}${below}`
}

export function createWebhooksClient({ read, post, remove }: ResourceCalls): WebhooksClient {
  return {
    list: async () => (await read('/webhooks?limit=200', webhookListSchema)).value,
    create: async (request) => (await post('/webhooks', request, newWebhookSchema)).value,
    delete: (id) => remove(pathOf(id)),
    test: async (id) => (await post(pathOf(id, '/test'), undefined, sentMessageSchema)).value,
    async deliveries(id, limit) {
      const path = pathOf(id, `/deliveries?limit=${limit}`)
      return (await read(path, deliveryListSchema)).value
    },
    async resend(id, deliveryId) {
      const path = pathOf(id, `/deliveries/${encodeURIComponent(deliveryId)}/resend`)
      return (await post(path, undefined, sentMessageSchema)).value
    },
  }
}
