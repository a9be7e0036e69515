import type { Selectable } from 'kysely'
import { type Webhook, type WebhookEvent, webhookSchema } from '@/lib/contract/api/webhook'
import type { WebhooksTable } from '@/lib/storage/webhook-tables'

export type WebhookRow = Selectable<WebhooksTable>

/** Returns the events that a webhook is registered for. Throws for a row that cannot be read. */
export function eventsOf({ events }: Pick<WebhookRow, 'events'>): WebhookEvent[] {
  return webhookSchema.shape.events.parse(JSON.parse(events))
}

/** Returns the webhook in a row, as the API answers it. Throws for a row that cannot be read. */
export function presentWebhook(row: WebhookRow): Webhook {
  return webhookSchema.parse({
    id: row.id,
    url: row.url,
    events: eventsOf(row),
    description: row.description,
    created_at: new Date(row.created_at).toISOString(),
    ...(row.disabled_at !== null && { disabled_at: new Date(row.disabled_at).toISOString() }),
  })
}
