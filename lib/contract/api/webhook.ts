import { z } from 'zod'
import { text, timeSchema } from '../text/text'

export const webhookIdPattern = /^whk_[A-Za-z0-9]{1,64}$/
export const webhookIdSchema = z.string().max(68).regex(webhookIdPattern)

/** The events that a webhook can be registered for: each change of the status of an integration. */
export const webhookEvents = [
  /** A new integration, or one that was disconnected and is connected again. */
  'integration.connected',
  /** The integration has stopped working. Most work again only after a reconnect. */
  'integration.error',
  /** The integration works again after an error. */
  'integration.recovered',
  /** The integration was disconnected. */
  'integration.disconnected',
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** The event of a test message. It can be sent to every webhook. */
export const testEvent = 'test.ping'

/** The largest number of characters in the URL of a webhook. */
export const maxWebhookUrlLength = 2048

const eventsSchema = z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length)

/** A URL to which Miteos sends a message when the status of an integration changes. */
export const webhookSchema = z.object({
  id: webhookIdSchema,
  url: text(maxWebhookUrlLength),
  events: eventsSchema,
  /** The purpose of the webhook, in the words of its creator. Empty when none was given. */
  description: text(256),
  created_at: timeSchema,
  /** When Miteos stopped sending to the webhook. Absent while it is in use. */
  disabled_at: timeSchema.optional(),
})
export type Webhook = z.infer<typeof webhookSchema>

/** The list is oldest first. */
export const webhookListSchema = z.array(webhookSchema)

/** The answer to the request that adds a webhook: the only one that contains its secret. */
export const newWebhookSchema = webhookSchema.extend({ secret: text(64) })
export type NewWebhook = z.infer<typeof newWebhookSchema>

/**
 * Body of `POST /v1/webhooks`. The schema does not check the URL: the platform does, and gives a
 * reason.
 */
export const createWebhookRequestSchema = z.object({
  url: text(16_384),
  events: eventsSchema.refine((events) => new Set(events).size === events.length, {
    message: 'it has each event once',
  }),
  description: z
    .string()
    .trim()
    .max(256)
    .regex(/^\P{C}*$/u, 'it has only printable characters')
    .optional(),
})
export type CreateWebhookRequest = z.infer<typeof createWebhookRequestSchema>
