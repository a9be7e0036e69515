import type { Database } from '@/lib/storage/database'
import { hashSecret } from '@/lib/storage/secret-hash'
import type { PlatformContext } from '../core/context'
import type { RowReference } from '../grants/integration-row'
import { maxTokenAgeMs } from './google'
import type { NamedAccounts, Signal } from './receiver'

/** An integration that a signal names. */
export type NamedRow = RowReference & { service: string; environment: string }

/**
 * If this process ends before it has checked a named integration, the sweep checks the integration
 * within this time.
 */
const checkedWithinMs = 5 * 60_000

export interface ReceivedSignals {
  /**
   * Records that a signal was received, and returns the integrations of the accounts that the
   * signal names. Returns `undefined` when this or another server has received the signal before.
   */
  record: (vendor: string, signal: Signal) => Promise<NamedRow[] | undefined>
  /** Deletes the records of signals that are too old to be accepted again. */
  sweep: () => Promise<void>
}

/** Creates the record of the signals that were received. */
export function createReceivedSignals({
  storage,
  now,
}: Pick<PlatformContext, 'storage' | 'now'>): ReceivedSignals {
  async function isNew(db: Database, vendor: string, { environment, eventId }: Signal) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('signals')
      .values({ environment, vendor, event_hash: hashSecret(eventId), received_at: now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  }

  async function namedRows(
    db: Database,
    environment: string,
    { services, owners, accounts }: NamedAccounts,
  ): Promise<NamedRow[]> {
    if (owners.length === 0) return []
    return db
      .selectFrom('integrations')
      .select(['id', 'account_id', 'service', 'environment'])
      .where('environment', '=', environment)
      .where('service', 'in', services)
      .where('grant_owner', 'in', owners)
      .where('credential', 'is not', null)
      .$if(accounts !== undefined, (query) => query.where('external_id', 'in', accounts ?? []))
      .execute()
  }

  /**
   * Brings the planned checks forward, except those of integrations whose last check had no clear
   * answer.
   */
  async function bringForward(db: Database, rows: readonly NamedRow[]): Promise<void> {
    const latest = now() + checkedWithinMs
    for (let start = 0; start < rows.length; start += 500) {
      const ids = rows.slice(start, start + 500).map(({ id }) => id)
      await db
        .updateTable('integrations')
        .set({ next_check_at: latest })
        .where('id', 'in', ids)
        .where('status', '=', 'connected')
        .where('failing_since', 'is', null)
        .where('next_check_at', '>', latest)
        .execute()
    }
  }

  return {
    async record(vendor, signal) {
      return storage.db.transaction().execute(async (transaction) => {
        if (!(await isNew(transaction, vendor, signal))) return undefined
        const rows = new Map<string, NamedRow>()
        for (const accounts of signal.accounts) {
          const named = await namedRows(transaction, signal.environment, accounts)
          for (const row of named) rows.set(row.id, row)
        }
        await bringForward(transaction, [...rows.values()])
        return [...rows.values()]
      })
    },
    async sweep() {
      await storage.db
        .deleteFrom('signals')
        .where('received_at', '<', now() - maxTokenAgeMs)
        .execute()
    },
  }
}
