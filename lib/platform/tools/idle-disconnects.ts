import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { actorSchema } from '@/lib/contract/api/actor'
import { traceOf } from '@/lib/http/log'
import type { Database } from '@/lib/storage/database'
import { actorOf, type Caller, requireNoteOfSupport } from '../access/caller'
import { unknownIntegration } from '../core/api-problem'
import { recordEvent } from '../core/history'
import { parseRow, type StoredRow } from '../grants/integration-row'
import type { Revocations } from '../grants/revocations/revocations'
import type { StatusChangeContext } from '../integrations/connect-order'
import { disconnect } from '../integrations/disconnect'
import { findOwnRow } from '../integrations/select-integrations'
import { type Ledger, quickCallMs } from './ledger'

/** Who wants the disconnect, and why in their own words. */
const orderedBySchema = actorSchema.extend({ note: z.string().optional() })

/** Returns who wants the disconnect, or `undefined` for a value that cannot be read. */
function orderedByIn(stored: string | null) {
  try {
    return orderedBySchema.safeParse(JSON.parse(stored ?? 'null')).data
  } catch {
    return undefined
  }
}

/** A disconnect waits at most this long for running tools. */
const patienceMs = 60 * 60_000

export interface IdleDisconnects {
  /**
   * Disconnects an integration as soon as none of its tools runs, or after an hour. The integration takes no new calls from
   * now on. Returns true when it is disconnected already, because no tool runs.
   *
   * @param note the reason, in the words of the caller
   */
  request: (caller: Caller, id: string, note?: string) => Promise<boolean>
  /** Disconnects the integrations whose tools have ended. */
  run: () => Promise<void>
}

/** Returns the integrations that wait to be disconnected, at most a hundred. */
export function listWaiting(db: Database) {
  // With "is not null" SQLite would read the whole table, although the column has an index.
  return db
    .selectFrom('integrations')
    .selectAll()
    .where('disconnecting_since', '>', 0)
    .limit(100)
    .execute()
}

export function createIdleDisconnects(
  context: StatusChangeContext,
  revocations: Revocations,
  ledger: Pick<Ledger, 'runsHere'>,
): IdleDisconnects {
  const { storage, log, now } = context
  const { db } = storage

  async function isRunning(integrationId: string): Promise<boolean> {
    if (ledger.runsHere(integrationId)) return true
    const running = await db
      .selectFrom('tool_calls')
      .select('id')
      .where('integration_id', '=', integrationId)
      .where('outcome', '=', 'running')
      .limit(1)
      .executeTakeFirst()
    return running !== undefined
  }

  return {
    async request(caller, id, note) {
      requireNoteOfSupport(caller, note)
      const row = await findOwnRow(db, caller, id)
      if (!row) throw unknownIntegration()
      if (row.status === 'disconnected') return true
      const { numUpdatedRows } = await db
        .updateTable('integrations')
        .set({
          disconnecting_since: now(),
          disconnecting_by: JSON.stringify({ ...actorOf(caller), note }),
        })
        .where('id', '=', row.id)
        .where('account_id', '=', caller.accountId)
        .where('disconnecting_since', 'is', null)
        .executeTakeFirst()
      // A call may have just begun on another server. By then its record is stored.
      await delay(2 * quickCallMs)
      if (!(await isRunning(row.id))) {
        await disconnect(context, revocations, caller, id, actorOf(caller), note)
        return true
      }
      if (numUpdatedRows === 0n) return false
      await db.transaction().execute((transaction) =>
        recordEvent(transaction, {
          integration: row,
          at: now(),
          type: 'disconnect_requested',
          actor: actorOf(caller),
          note,
        }),
      )
      return false
    },
    async run() {
      for (const row of await listWaiting(db)) {
        try {
          await disconnectIfIdle(row)
        } catch (error) {
          log.error({ integration: row.id, ...traceOf(error) }, 'a disconnect that waited failed')
        }
      }
    },
  }

  async function disconnectIfIdle(row: StoredRow): Promise<void> {
    const waitedMs = now() - (row.disconnecting_since ?? 0)
    if (waitedMs < patienceMs && (await isRunning(row.id))) return
    const { environment, account_id: accountId } = parseRow(row)
    const by = orderedByIn(row.disconnecting_by)
    const actor = actorSchema.safeParse(by).data
    await disconnect(context, revocations, { accountId, environment }, row.id, actor, by?.note)
  }
}
