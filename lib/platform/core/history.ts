import type { Selectable } from 'kysely'
import { type EventType, eventSchema, type RecordedEvent } from '@/lib/contract/api/event'
import type { AccountReference } from '@/lib/contract/api/external-account'
import { traceOf } from '@/lib/http/log'
import type { Database } from '@/lib/storage/database'
import type { EventsTable } from '@/lib/storage/integration-tables'
import type { PlatformContext } from './context'
import { newId } from './new-id'

const maxEvents = 200

export interface NewEvent {
  accountId: string
  integrationId: string
  /** Milliseconds since 1970. */
  at: number
  type: EventType
  /** The name of the token that caused the event. Absent when the platform acted by itself. */
  actor?: string | undefined
  reason?: string | undefined
  account?: AccountReference | undefined
}

/** Adds an event to an integration's history. Call it in the database transaction that makes the change. */
export async function recordEvent(
  db: Database,
  { accountId, integrationId, at, type, actor, reason, account }: NewEvent,
): Promise<void> {
  await db
    .insertInto('events')
    .values({
      id: newId('evt'),
      account_id: accountId,
      integration_id: integrationId,
      at,
      type,
      actor: actor ?? null,
      reason: reason ?? null,
      account: account ? JSON.stringify(account) : null,
    })
    .execute()
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
    .select(['id', 'at', 'type', 'actor', 'reason', 'account'])
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

type EventRow = Pick<Selectable<EventsTable>, 'id' | 'at' | 'type' | 'actor' | 'reason' | 'account'>

function readEvent(row: EventRow): RecordedEvent {
  return eventSchema.parse({
    id: row.id,
    at: new Date(row.at).toISOString(),
    type: row.type,
    actor: row.actor ?? undefined,
    reason: row.reason ?? undefined,
    account: row.account === null ? undefined : JSON.parse(row.account),
  })
}
