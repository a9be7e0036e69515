import { sql } from 'kysely'
import type { ActivityItem } from '@/lib/contract/api/activity'
import { type Environment, environmentSchema } from '@/lib/contract/api/role'
import { traceOf } from '@/lib/http/log'
import { type Caller, requireRight } from '../access/caller'
import type { PlatformContext } from '../core/context'
import { firstIdAt } from '../core/new-id'
import { type Page, type PageRequest, pageOf } from '../core/pages'
import { createRowIsolation } from '../core/row-isolation'
import type { PlatformSettings } from '../core/settings'
import { type ActivityRow, activityRowColumns, presentActivity } from './activity-row'

/** Which page of the activity to return. All filters have to match. */
export interface ActivityQuery extends PageRequest {
  /** The id of the actor. */
  actor?: string | undefined
  type?: string | undefined
  integrationId?: string | undefined
  environment?: Environment | undefined
  /** Only what happened at this time or later, in milliseconds since 1970. */
  since?: number | undefined
}

export interface ActivityLog {
  /**
   * Returns one page of what was done and refused in the caller's account, newest first. An API token sees its own
   * environment, a person every environment in which they may work.
   */
  list: (caller: Caller, query: ActivityQuery) => Promise<Page<ActivityItem>>
  /** Deletes the activity that is older than `activityDays`, in batches. Deletes nothing when that setting is 0. */
  sweep: () => Promise<void>
}

const dayMs = 24 * 60 * 60_000
const sweptAtOnce = 500
const maxSweptBatches = 20

function visibleEnvironments({ person, environment }: Caller, asked: Environment | undefined) {
  const limit = person?.onlyEnvironment ?? null
  const ofPerson = environmentSchema.options.filter((one) => limit === null || one === limit)
  const visible = person ? ofPerson : [environment]
  return asked === undefined ? visible : visible.filter((one) => one === asked)
}

interface Filter {
  column: 'integration_id' | 'actor_id' | 'type'
  value: string
}

/** Returns the filters of a query, the most selective one first. */
function filtersOf({ integrationId, actor, type }: ActivityQuery): Filter[] {
  const filters = [
    { column: 'integration_id', value: integrationId },
    { column: 'actor_id', value: actor },
    { column: 'type', value: type },
  ] as const
  return filters.flatMap(({ column, value }) => (value === undefined ? [] : [{ column, value }]))
}

/**
 * Creates the operations on the activity of accounts. A page is a range of one index, and all of its columns are compared as one
 * tuple. With a condition for each column, PostgreSQL may instead read the rows of all accounts by id, and skip those of others.
 */
export function createActivityLog({
  storage: { db },
  settings,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'log' | 'now'> & {
  settings: Pick<PlatformSettings, 'activityDays'>
}): ActivityLog {
  const isolation = createRowIsolation(log)

  /** Reads the rows of a page in one environment, and one more, from the index of the most selective filter. */
  function read({ accountId }: Caller, environment: Environment, query: ActivityQuery) {
    const [indexed, ...others] = filtersOf(query)
    const columns = ['account_id', 'environment', ...(indexed ? [indexed.column] : []), 'id']
    const beginning = [accountId, environment, ...(indexed ? [indexed.value] : [])]
    const last = [...beginning, query.cursor ?? firstIdAt('act', Number.MAX_SAFE_INTEGER)]
    const first = [...beginning, firstIdAt('act', query.since ?? 0)]
    const position = sql`(${sql.join(columns.map((column) => sql.ref(column)))})`
    let rows = db
      .selectFrom('activity')
      .select(activityRowColumns)
      .where(sql<boolean>`${position} >= (${sql.join(first)})`)
      .where(sql<boolean>`${position} < (${sql.join(last)})`)
      .limit(query.limit + 1)
    for (const column of columns) rows = rows.orderBy(sql.ref(column), 'desc')
    for (const { column, value } of others) rows = rows.where(column, '=', value)
    return rows.execute()
  }

  /** Returns the activity in these rows. Leaves out a row that cannot be read, and alarms the operator. */
  function present(rows: readonly ActivityRow[]): ActivityItem[] {
    return rows.flatMap((row) => {
      try {
        return [presentActivity(row)]
      } catch (error) {
        const fields = { activity: row.id, ...traceOf(error) }
        isolation.alarmOnce(row.id, fields, 'a row of the activity cannot be read')
        return []
      }
    })
  }

  return {
    async list(caller, query) {
      requireRight(caller, 'view_activity')
      const environments = visibleEnvironments(caller, query.environment)
      const found = await Promise.all(environments.map((one) => read(caller, one, query)))
      const rows = found.flat().sort((one, other) => (one.id < other.id ? 1 : -1))
      const { items, nextCursor } = pageOf(rows, query)
      return { items: present(items), nextCursor }
    },
    async sweep() {
      if (settings.activityDays === 0) return
      const oldest = firstIdAt('act', now() - settings.activityDays * dayMs)
      for (let batch = 0; batch < maxSweptBatches; batch++) {
        const old = db
          .selectFrom('activity')
          .select('id')
          .where('id', '<', oldest)
          .orderBy('id')
          .limit(sweptAtOnce)
        const { numDeletedRows } = await db
          .deleteFrom('activity')
          .where('id', 'in', old)
          .executeTakeFirst()
        if (numDeletedRows < sweptAtOnce) return
      }
    },
  }
}
