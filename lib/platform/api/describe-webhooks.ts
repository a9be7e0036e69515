import {
  createWebhookRequestSchema,
  newWebhookSchema,
  webhookIdSchema,
  webhookSchema,
} from '@/lib/contract/api/webhook'
import {
  deliveryIdSchema,
  deliverySchema,
  sentMessageSchema,
} from '@/lib/contract/api/webhook-delivery'
import { idParameter, named } from './describe'
import {
  sampleCreateWebhookRequest,
  sampleDelivery,
  sampleNewWebhook,
  sampleSentMessage,
  sampleWebhook,
} from './webhook-samples'

/** The `id` in the paths below `/v1/webhooks/{id}`. */
export const webhookIdParameter = idParameter('webhook', webhookIdSchema, 'whk_01HXYZ')

/** The ids in the path of one delivery. */
export const deliveryIdParameters = webhookIdParameter.extend({
  delivery_id: idParameter('delivery', deliveryIdSchema, 'dlv_01HXYZ').shape.id,
})

export const webhook = named('Webhook', webhookSchema, sampleWebhook)

export const newWebhook = named('NewWebhook', newWebhookSchema, sampleNewWebhook)

const { description } = createWebhookRequestSchema.shape
export const createWebhookRequest = named(
  'CreateWebhookRequest',
  createWebhookRequestSchema.extend({
    description: description.clone().openapi({
      description: 'What it is for. Printable characters; spaces at both ends are removed.',
      // Many validators of JSON Schema do not know the `\P{C}` of the schema.
      pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$',
    }),
  }),
  sampleCreateWebhookRequest,
)

const int32 = { format: 'int32' }
const { attempt, status, took_ms } = deliverySchema.shape
export const delivery = named(
  'Delivery',
  deliverySchema.extend({
    attempt: attempt.clone().openapi(int32),
    status: status.clone().openapi(int32),
    took_ms: took_ms.clone().openapi(int32),
  }),
  sampleDelivery,
)

export const sentMessage = named('SentMessage', sentMessageSchema, sampleSentMessage)
