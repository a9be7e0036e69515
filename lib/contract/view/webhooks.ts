import type { Webhook } from '../api/webhook'
import type { Delivery } from '../api/webhook-delivery'
import type { FirstAnswer } from './failure'
import { settingsErrors } from './settings'

/** The forms of the page about webhooks. */
export const webhookForms = ['add', 'delete', 'test', 'resend'] as const
export type WebhookForm = (typeof webhookForms)[number]

/** Why a form about webhooks changed nothing. */
export const webhookErrors = [
  ...settingsErrors,
  /** The webhook was deleted meanwhile, or the delivery is no longer kept. */
  'gone',
] as const
export type WebhookError = (typeof webhookErrors)[number]

/**
 * A webhook with its last deliveries, newest first. `deliveries` is null when they could not be
 * read.
 */
export interface ListedWebhook {
  webhook: Webhook
  deliveries: Delivery[] | null
}

/** The content of the page about webhooks. */
export interface WebhooksView {
  webhooks: FirstAnswer<ListedWebhook[]>
  /** The webhook that was just added, with its secret. Null at every other time. */
  newWebhook: { id: string; secret: string } | null
  /** The id of a webhook that was just added, but whose secret can no longer be shown. */
  addedId: string | null
  isDeleted: boolean
  /** The message that was just sent as a test or sent again, and its webhook. */
  sent: { webhookId: string; messageId: string } | null
  /**
   * The fields of the form that was sent and changed nothing, so that the form can be shown again
   * with them.
   */
  typed: { url: string; events: string[]; description: string }
  /** Why a form changed nothing, and which one. */
  failed: { form: WebhookForm; error: WebhookError } | null
  /** The key of the form: two requests with the same key add one webhook. */
  formKey: string
}
