import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import type { Actor } from '@/lib/contract/api/actor'
import type { AccountReference } from '@/lib/contract/api/external-account'
import type { Environment } from '@/lib/contract/api/role'
import type { CallOutcome, ToolFailureKind } from '@/lib/contract/api/tool-call'
import type { Service } from '@/lib/contract/services/catalogue'
import { traceOf } from '@/lib/http/log'
import type { PlatformContext } from '../core/context'

/** A call of a tool that only reads is written once, when it ends, if it ends within this time. */
export const quickCallMs = 50
/** While other calls run, a record waits this long for theirs, because a transaction takes longer than the wait. */
const sharingMs = 5
/** How long the records of calls are kept. */
const keptMs = 30 * 24 * 60 * 60_000
/** A call takes at most 20 s. The process of a call that seems to run for longer than this has died. */
const maxCallMs = 110_000

/** The record of a call, with neither its arguments nor its output. */
export interface CallRecord {
  id: string
  accountId: string
  environment: Environment
  tool: string
  service: Service
  /** The integration and its account. Absent when the call was refused before one was chosen. */
  integration?: { id: string; account: AccountReference }
  /** When the call began, in milliseconds since 1970. */
  at: number
  /** 0 until the call has ended. */
  tookMs: number
  outcome: CallOutcome
  error?: ToolFailureKind
  actor: Actor
}

/** Writes the records of calls. Many calls at the same time share one transaction. */
export interface Ledger {
  /**
   * Records that a call has begun: now when the tool writes, and otherwise after `quickCallMs`. When the call has ended by then,
   * `end` alone writes its record.
   */
  begin: (record: CallRecord, writes: boolean) => void
  /** Records how a call has ended. Resolves when that is stored. A failure to store it is only logged, because the work is done. */
  end: (record: CallRecord) => Promise<void>
  /** Returns whether a call with the integration runs in this process. Includes calls that are not recorded yet. */
  runsHere: (integrationId: string) => boolean
  /** Deletes old records. Gives the calls of processes that died the outcome `unknown`. */
  sweep: () => Promise<void>
}

export function createLedger({
  storage: { db },
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'log' | 'now'>): Ledger {
  /** The records to write, by their ids. A later record of a call replaces an earlier one. */
  let waiting = new Map<string, CallRecord>()
  let writing: Promise<void> | undefined
  const timers = new Map<string, NodeJS.Timeout>()
  /** The calls of this process that have begun and not ended, by their ids. */
  const begun = new Map<string, CallRecord>()

  async function write(records: readonly CallRecord[]): Promise<void> {
    await db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('tool_calls')
        .values(records.map(columnsOf))
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet((row) => ({
            took_ms: row.ref('excluded.took_ms'),
            outcome: row.ref('excluded.outcome'),
            error: row.ref('excluded.error'),
          })),
        )
        .execute()
      const uses = lastUses(records)
      if (uses.length === 0) return
      await transaction
        .insertInto('tool_usage')
        .values(uses)
        .onConflict((conflict) =>
          conflict
            .column('integration_id')
            .doUpdateSet((row) => ({ last_used_at: row.ref('excluded.last_used_at') }))
            // A long call ends after calls that began later.
            .whereRef('excluded.last_used_at', '>', 'tool_usage.last_used_at'),
        )
        .execute()
    })
  }

  /** Writes the waiting records until there are none. */
  async function writeAll(): Promise<void> {
    while (waiting.size > 0) {
      await (begun.size > 0 ? delay(sharingMs) : nextTurn())
      const records = [...waiting.values()]
      waiting = new Map()
      try {
        await write(records)
      } catch (error) {
        log.error(traceOf(error), 'the records of some tool calls are lost')
      }
    }
  }

  function store(record: CallRecord): Promise<void> {
    waiting.set(record.id, record)
    writing ??= writeAll().finally(() => {
      writing = undefined
    })
    return writing
  }

  return {
    begin(record, writes) {
      begun.set(record.id, record)
      if (writes) void store(record)
      else timers.set(record.id, setTimeout(() => void store(record), quickCallMs).unref())
    },
    end(record) {
      clearTimeout(timers.get(record.id))
      timers.delete(record.id)
      begun.delete(record.id)
      return store(record)
    },
    runsHere: (integrationId) =>
      [...begun.values()].some(
        ({ integration, at }) => integration?.id === integrationId && at > now() - maxCallMs,
      ),
    async sweep() {
      await db
        .updateTable('tool_calls')
        .set({ outcome: 'unknown', error: 'outcome_unknown' })
        .where('outcome', '=', 'running')
        .where('at', '<', now() - maxCallMs)
        .execute()
      await db
        .deleteFrom('tool_calls')
        .where('at', '<', now() - keptMs)
        .execute()
      await db
        .deleteFrom('tool_usage')
        .where('last_used_at', '<', now() - keptMs)
        .execute()
    },
  }
}

function columnsOf(record: CallRecord) {
  const { id, accountId, environment, tool, service, integration, at, tookMs } = record
  return {
    id,
    account_id: accountId,
    environment,
    tool,
    service,
    integration_id: integration?.id ?? null,
    account: integration ? JSON.stringify(integration.account) : null,
    at,
    took_ms: tookMs,
    outcome: record.outcome,
    error: record.error ?? null,
    actor: JSON.stringify(record.actor),
  }
}

/** Returns when each integration was last used, according to these records. A blocked call uses nothing. */
function lastUses(records: readonly CallRecord[]) {
  const uses = new Map<string, { integration_id: string; last_used_at: number }>()
  for (const { integration, at, outcome } of records) {
    if (!integration || outcome === 'blocked') continue
    const earlier = uses.get(integration.id)?.last_used_at ?? 0
    uses.set(integration.id, {
      integration_id: integration.id,
      last_used_at: Math.max(at, earlier),
    })
  }
  return [...uses.values()]
}
