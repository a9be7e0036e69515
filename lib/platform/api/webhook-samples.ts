import type { CreateWebhookRequest, NewWebhook, Webhook } from '@/lib/contract/api/webhook'
import type { Delivery, SentMessage } from '@/lib/contract/api/webhook-delivery'

// The examples of webhooks in the OpenAPI document.

export const sampleCreateWebhookRequest: CreateWebhookRequest = {
  url: 'https://app.example.com/webhooks',
  events: ['integration.error', 'integration.recovered'],
  description: 'Pages whoever is on call',
}

const sampleCreatedWebhook = {
  id: 'whk_01HXYZ',
  url: 'https://app.example.com/webhooks',
  events: ['integration.error', 'integration.recovered'],
  description: 'Pages whoever is on call',
  created_at: '2026-03-01T10:00:00Z',
} satisfies Webhook

export const sampleWebhook: Webhook = {
  ...sampleCreatedWebhook,
  disabled_at: '2026-03-09T18:20:00Z',
}

export const sampleNewWebhook: NewWebhook = {
  ...sampleCreatedWebhook,
  secret: `whsec_${'Example0'.repeat(5)}Exa=`,
}

export const sampleSentMessage: SentMessage = { message_id: 'msg_01HXYZ' }

export const sampleDelivery: Delivery = {
  id: 'dlv_01HXYZ',
  message_id: 'msg_01HXYZ',
  event: 'integration.error',
  at: '2026-03-01T10:00:00Z',
  attempt: 1,
  status: 503,
  took_ms: 212,
  next_at: '2026-03-01T10:00:05Z',
  error: 'status',
}
