import type { Selectable } from 'kysely'
import { type ActivityItem, activitySchema } from '@/lib/contract/api/activity'
import type { ActivityTable } from '@/lib/storage/activity-tables'

export const activityRowColumns = [
  'id',
  'at',
  'environment',
  'type',
  'actor',
  'target',
  'outcome',
  'reason',
  'note',
] as const

export type ActivityRow = Pick<Selectable<ActivityTable>, (typeof activityRowColumns)[number]>

/** Returns a row as the API answers it. Throws when the row cannot be read. */
export function presentActivity(row: ActivityRow): ActivityItem {
  return activitySchema.parse({
    id: row.id,
    at: new Date(row.at).toISOString(),
    environment: row.environment,
    type: row.type,
    actor: JSON.parse(row.actor),
    target: JSON.parse(row.target),
    outcome: row.outcome,
    reason: row.reason ?? undefined,
    note: row.note ?? undefined,
  })
}
