import type { Selectable } from 'kysely'
import { type Delivery, deliverySchema } from '@/lib/contract/api/webhook-delivery'
import type { WebhookDeliveriesTable } from '@/lib/storage/webhook-tables'

export type DeliveryRow = Selectable<WebhookDeliveriesTable>

/** Returns the delivery in a row, as the API answers it. Throws for a row that cannot be read. */
export function presentDelivery(row: DeliveryRow): Delivery {
  return deliverySchema.parse({
    id: row.id,
    message_id: row.message_id,
    event: row.event,
    at: new Date(row.at).toISOString(),
    attempt: row.attempt,
    status: row.status ?? undefined,
    took_ms: row.took_ms,
    next_at: row.next_at === null ? undefined : new Date(row.next_at).toISOString(),
    error: row.error ?? undefined,
  })
}
