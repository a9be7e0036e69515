import { type Expression, sql } from 'kysely'
import type { UncheckedReason } from '@/lib/contract/api/integration'
import { environmentSchema } from '@/lib/contract/api/role'
import { services } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../../core/context'
import {
  type KnownServiceAndEnvironment,
  knownServiceAndEnvironment,
} from '../../core/known-service-and-environment'
import type { Backlog } from '../../core/queue'
import type { PlatformSettings } from '../../core/settings'

/** The column that says when a kind of work is due. */
export type DueColumn = 'next_check_at' | 'renew_at'

/** Work on one integration that is due. */
export interface DueWork {
  column: DueColumn
  id: string
  account_id: string
  /** Milliseconds since 1970. */
  dueAt: number
}

/**
 * A claim lasts this long. That is longer than a refresh, two other calls and the wait for the refresh of another
 * server together, with clocks that differ by a minute.
 */
const claimMs = 5 * 60_000

/** Why an integration was not checked: its provider fails for many and is left alone. */
const leftAlone: UncheckedReason = 'left_alone'

/**
 * Work that waited for a provider is spread over this time, or over the interval between two checks
 * if that is shorter.
 */
const maxSpreadMs = 60_000

export type DueWorkStore = ReturnType<typeof createDueWorkStore>

/**
 * Creates the functions that find and claim the due work. A claim moves the due time into the
 * future, so that no other server takes the same work. The claim of a server that was killed ends
 * by itself.
 */
export function createDueWorkStore({
  storage,
  now,
  settings,
}: Pick<PlatformContext, 'storage' | 'now'> & {
  settings: Pick<PlatformSettings, 'healthCheckIntervalMs'>
}) {
  const spreadMs = Math.min(maxSpreadMs, settings.healthCheckIntervalMs)

  /** Returns an SQL expression for a time soon after `start`, which differs from row to row. */
  const spreadAfter = (start: number, time: Expression<number | null>) =>
    sql<number>`${start} + ${time} % ${spreadMs}`

  const selectProviders = (db: Database, column: DueColumn) =>
    db
      .selectFrom('integrations')
      .select(['service', 'environment', sql.lit(column).as('column')])
      .distinct()
      .where(column, '<=', now())
      .where('service', 'in', services)
      .where('environment', 'in', environmentSchema.options)

  /** Sets when work is due, unless that was changed after `dueAtBefore` was read. */
  const setDueTime = (
    db: Database,
    { column, id, account_id }: DueWork,
    dueAtBefore: number,
    dueAt: number,
  ) =>
    db
      .updateTable('integrations')
      .set({ [column]: dueAt })
      .where('id', '=', id)
      .where('account_id', '=', account_id)
      .where(column, '=', dueAtBefore)
      .executeTakeFirst()

  return {
    /**
     * Returns the providers for which work is due, by the kind of work. Uses one query, because
     * every server asks once a second.
     */
    async listProviders(): Promise<Record<DueColumn, KnownServiceAndEnvironment[]>> {
      const rows = await selectProviders(storage.db, 'renew_at')
        .unionAll(selectProviders(storage.db, 'next_check_at'))
        .execute()
      const of = (column: DueColumn) =>
        rows
          .filter((row) => row.column === column)
          .map((row) => knownServiceAndEnvironment.parse(row))
      return { renew_at: of('renew_at'), next_check_at: of('next_check_at') }
    },
    /** Returns the backlog of one kind of work. The index on the column answers the query. */
    async readBacklog(column: DueColumn): Promise<Backlog> {
      return storage.db
        .selectFrom('integrations')
        .select(({ fn }) => [
          fn.countAll<number>().as('length'),
          fn.min<number | null>(column).as('oldestDueAt'),
        ])
        .where(column, '<=', now())
        .where('service', 'in', services)
        .where('environment', 'in', environmentSchema.options)
        .executeTakeFirstOrThrow()
    },
    /**
     * Returns the due work of one provider, the longest due first. Leaves out integrations whose
     * token is being refreshed: their checks would have to wait for that, for minutes if the server
     * that refreshes was killed.
     */
    async list(
      column: DueColumn,
      { service, environment }: KnownServiceAndEnvironment,
      limit: number,
    ): Promise<DueWork[]> {
      const rows = await storage.db
        .selectFrom('integrations')
        .select(['id', 'account_id', `${column} as dueAt`])
        .where(column, '<=', now())
        .where('service', '=', service)
        .where('environment', '=', environment)
        .where((where) =>
          where.or([where('refresh_until', 'is', null), where('refresh_until', '<=', now())]),
        )
        .orderBy(column)
        .limit(limit)
        .execute()
      return rows.map((row) => ({ ...row, column, dueAt: row.dueAt ?? 0 }))
    },
    /** Claims the work and returns the end of the claim, or `undefined` when another server has claimed it. */
    async claim(work: DueWork): Promise<number | undefined> {
      const claimedUntil = now() + claimMs
      const { numUpdatedRows } = await setDueTime(storage.db, work, work.dueAt, claimedUntil)
      return numUpdatedRows === 1n ? claimedUntil : undefined
    },
    /**
     * Postpones due work of a provider that is left alone, 500 integrations at most, and marks them as unchecked. They
     * become due soon after `until`.
     */
    async postpone(
      column: DueColumn,
      { service, environment }: KnownServiceAndEnvironment,
      until: number,
    ): Promise<void> {
      const due = storage.db
        .selectFrom('integrations')
        .select('id')
        .where(column, '<=', now())
        .where('service', '=', service)
        .where('environment', '=', environment)
        .limit(500)
      await storage.db
        .updateTable('integrations')
        .set(({ ref, fn, val }) => ({
          [column]: spreadAfter(until, ref(column)),
          ...(column === 'next_check_at' && {
            failing_since: fn.coalesce('failing_since', val(now())),
            failing_reason: leftAlone,
          }),
        }))
        .where('id', 'in', due)
        .where(column, '<=', now())
        .execute()
    },
    /** Makes the checks that were postponed due soon, because the provider answers again. */
    async bringForward({ service, environment }: KnownServiceAndEnvironment): Promise<void> {
      await storage.db
        .updateTable('integrations')
        .set(({ ref }) => ({ next_check_at: spreadAfter(now(), ref('next_check_at')) }))
        .where('next_check_at', '>', now())
        .where('service', '=', service)
        .where('environment', '=', environment)
        .where('failing_reason', '=', leftAlone)
        .execute()
    },
    /**
     * Ends a claim and sets when the work is due again. Does nothing when that was set already
     * since the claim.
     */
    async release(work: DueWork, claimedUntil: number, nextAt: number): Promise<void> {
      await setDueTime(storage.db, work, claimedUntil, nextAt)
    },
  }
}
