import type { Selectable } from 'kysely'
import { type ActivityItem, activitySchema } from '@/lib/contract/api/activity'
import type { ActivityTable } from '@/lib/storage/activity-tables'
import { safeTarget, withoutPaths, withoutSecrets } from '../core/activity-names'

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

/**
 * Returns a row as the API answers it. Throws when the row cannot be read. Older versions stored the URL of a webhook as its name:
 * such a row is answered as this version would have written it.
 */
export function presentActivity(row: ActivityRow): ActivityItem {
  const item = activitySchema.parse({
    id: row.id,
    at: new Date(row.at).toISOString(),
    environment: row.environment,
    type: row.type,
    actor: JSON.parse(row.actor),
    target: JSON.parse(row.target),
    outcome: row.outcome,
    reason: row.reason ?? undefined,
    note: row.note === null ? undefined : withoutSecrets(row.note),
  })
  const { actor, target } = item
  return {
    ...item,
    actor: { ...actor, name: withoutPaths(actor.name) },
    target: safeTarget(target),
  }
}
