import type { Selectable } from 'kysely'
import type { Actor } from '@/lib/contract/api/actor'
import { type EventType, eventSchema, type RecordedEvent } from '@/lib/contract/api/event'
import type { AccountReference } from '@/lib/contract/api/external-account'
import { serviceName } from '@/lib/contract/services/catalogue'
import { traceOf } from '@/lib/http/log'
import type { Database } from '@/lib/storage/database'
import type { EventsTable } from '@/lib/storage/integration-tables'
import { recordActivity } from './activity'
import type { PlatformContext } from './context'
import { newId } from './new-id'

const maxEvents = 200
const eventColumns = ['id', 'at', 'type', 'actor', 'caused_by', 'reason', 'account'] as const

/** The integration that an event is about. The service and the environment are as they are stored. */
interface EventIntegration {
  id: string
  account_id: string
  environment: string
  service: string
  account_name: string
}

export interface NewEvent {
  integration: EventIntegration
  /** Milliseconds since 1970. */
  at: number
  type: EventType
  /** Who caused the event. Absent when the platform acted by itself. */
  actor?: Actor | undefined
  reason?: string | undefined
  account?: AccountReference | undefined
  /** The reason that a person gave in their own words. Only the activity stores it. */
  note?: string | undefined
}

/** The actor of what Miteos does by itself. */
export const platformItself: Actor = { kind: 'system', id: 'miteos', name: 'Miteos' }

/** Returns the name by which people know an integration: its service and its account. */
export function nameOfIntegration({
  service,
  account_name,
}: Pick<EventIntegration, 'service' | 'account_name'>): string {
  return `${serviceName(service)} (${account_name})`
}

/**
 * Adds an event to an integration's history, and to the activity of its account. Call it in the database transaction that makes
 * the change.
 */
export async function recordEvent(
  db: Database,
  { integration, at, type, actor, reason, account, note }: NewEvent,
): Promise<void> {
  const { id: integrationId, account_id: accountId, environment } = integration
  await db
    .insertInto('events')
    .values({
      id: newId('evt'),
      account_id: accountId,
      integration_id: integrationId,
      at,
      type,
      actor: actor?.name ?? null,
      caused_by: actor ? JSON.stringify(actor) : null,
      reason: reason ?? null,
      account: account ? JSON.stringify(account) : null,
    })
    .execute()
  await recordActivity(db, {
    accountId,
    environment,
    at,
    type: `integration.${type}`,
    actor: actor ?? platformItself,
    target: { id: integrationId, name: nameOfIntegration(integration) },
    integrationId,
    outcome: 'done',
    reason,
    note,
  })
}

/**
 * Returns the last 200 events of one integration, newest first. An event that cannot be read is left out, and
 * logged as an operator alarm.
 */
export async function listEvents(
  { storage, log }: Pick<PlatformContext, 'storage' | 'log'>,
  integration: { accountId: string; integrationId: string },
): Promise<RecordedEvent[]> {
  const rows = await storage.db
    .selectFrom('events')
    .select(eventColumns)
    .where('account_id', '=', integration.accountId)
    .where('integration_id', '=', integration.integrationId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(maxEvents)
    .execute()
  return rows.flatMap((row) => {
    try {
      return readEvent(row)
    } catch (error) {
      const fields = { integration: integration.integrationId, event: row.id, ...traceOf(error) }
      log.error(fields, 'operator alarm: an event of a history is damaged')
      return []
    }
  })
}

type EventRow = Pick<Selectable<EventsTable>, (typeof eventColumns)[number]>

function readEvent(row: EventRow): RecordedEvent {
  return eventSchema.parse({
    id: row.id,
    at: new Date(row.at).toISOString(),
    type: row.type,
    actor: row.actor ?? undefined,
    caused_by: row.caused_by === null ? undefined : JSON.parse(row.caused_by),
    reason: row.reason ?? undefined,
    account: row.account === null ? undefined : JSON.parse(row.account),
  })
}
