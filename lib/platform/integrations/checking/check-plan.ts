import { sql } from 'kysely'
import type { PlatformContext } from '../../core/context'

export interface CheckPlan {
  /** Plans the checks of integrations that have none, because an older version of this program wrote their rows. */
  planMissing: () => Promise<void>
  /**
   * Brings forward the checks that were planned with a longer interval, spread over the new
   * interval. A check that follows one without an answer stays as planned, because the provider may
   * have asked us to wait.
   */
  shorten: () => Promise<void>
}

/** Creates the functions that correct when integrations are checked next. */
export function createCheckPlan({
  storage,
  now,
  settings,
}: Pick<PlatformContext, 'storage' | 'now' | 'settings'>): CheckPlan {
  const intervalMs = settings.healthCheckIntervalMs
  const lastChecked = sql<number>`coalesce(checked_at, connected_at)`

  return {
    async planMissing() {
      await storage.db
        .updateTable('integrations')
        .set({ next_check_at: sql`${lastChecked} + ${intervalMs}` })
        .where('next_check_at', 'is', null)
        .where('status', '=', 'connected')
        .where('credential', 'is not', null)
        .execute()
      await storage.db
        .updateTable('integrations')
        .set({ next_check_at: now(), broken_at: lastChecked })
        .where('next_check_at', 'is', null)
        .where('status', '=', 'error')
        .where('broken_at', 'is', null)
        .where('credential', 'is not', null)
        .execute()
    },
    async shorten() {
      const time = now()
      await storage.db
        .updateTable('integrations')
        .set({
          next_check_at: sql`${time} + (next_check_at - ${time}) % ${intervalMs}`,
        })
        .where('next_check_at', '>', time + Math.round(intervalMs * 1.1))
        .where('status', '=', 'connected')
        .where('failing_since', 'is', null)
        .execute()
    },
  }
}
