import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { idempotencyHours } from '@/lib/contract/api/limits'
import { traceOf } from '@/lib/http/log'
import { rowIdentity } from '@/lib/storage/row-identity'
import { hashSecret } from '@/lib/storage/secret-hash'
import type { PlatformContext } from '../core/context'
import type { CallKey } from './call-key'
import { ToolFailure } from './tool-failure'

const keptMs = idempotencyHours * 60 * 60_000
/** A call takes at most 20 s. When a claim lasts longer than this, the process that held it has died. */
const maxCallMs = 22_000
/** The clocks of two servers may differ by this much. */
const clockSkewMs = 60_000
const firstPauseMs = 20
const maxPauseMs = 500

const storedOutcomeSchema = z.object({
  callId: z.string(),
  output: z.record(z.string(), z.unknown()),
})
export type StoredOutcome = z.infer<typeof storedOutcomeSchema>

/** The right to do the work of a call once. */
export interface CallClaim {
  /** True when an earlier call with the key may have done the work already. */
  mayBeDone: boolean
  /** Keeps the outcome, which every later call with the key gets. */
  keep: (output: Readonly<Record<string, unknown>>) => Promise<void>
  /** Frees the key for another call, because nothing was done. */
  release: () => Promise<void>
  /** Records that nobody knows whether the work was done. The next call with the key has to look at the vendor. */
  leaveUnknown: () => Promise<void>
}

/** What `claim` needs to know about a call besides its key. */
export interface KeyUse {
  /** The integration that was chosen. A repetition never acts with another one. */
  integrationId: string
  /** Aborted when the caller has gone. */
  signal: AbortSignal
}

export interface CallOutcomes {
  /** Returns the outcome of an earlier call with the key, or `undefined`. Throws when that call had other content. */
  find: (key: CallKey) => Promise<StoredOutcome | undefined>
  /**
   * Claims the key. Of all calls with it, in all processes, one gets the claim; the others wait and get its outcome. When the
   * process with the claim has died, or left the outcome unknown, another call gets the claim.
   *
   * @throws {ToolFailure} `idempotency_conflict` when an earlier call with the key had other content, or was begun with another
   *   integration and its outcome is not known; `unavailable` when the caller has gone
   */
  claim: (key: CallKey, use: KeyUse) => Promise<CallClaim | StoredOutcome>
  sweep: () => Promise<void>
}

export function createCallOutcomes({
  storage: { db },
  keyring,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'keyring' | 'log' | 'now'>): CallOutcomes {
  function columnsOf({ caller, key }: CallKey) {
    const { accountId: account_id, environment } = caller
    return { account_id, environment, key_hash: hashSecret(key) }
  }

  async function read(key: CallKey) {
    const row = await db
      .selectFrom('tool_outcomes')
      .selectAll()
      .where((column) => column.and(columnsOf(key)))
      .where('claimed_at', '>', now() - keptMs)
      .executeTakeFirst()
    if (row && row.fingerprint !== hashSecret(key.content)) {
      throw new ToolFailure(
        'idempotency_conflict',
        'This idempotency_key came before with another tool or other arguments. Nothing was done. Use a new key for a new call.',
      )
    }
    return row
  }

  function open(key: CallKey, sealed: string): StoredOutcome {
    const identity = rowIdentity.toolOutcome(columnsOf(key))
    return storedOutcomeSchema.parse(JSON.parse(keyring.open(sealed, identity)))
  }

  /** Writes to the row of a claim, and logs a failing store instead of throwing, because the work is done. */
  async function write(owner: string, key: CallKey, columns: { owner: null; outcome?: string }) {
    try {
      await db
        .updateTable('tool_outcomes')
        .set(columns)
        .where((column) => column.and({ ...columnsOf(key), owner }))
        .execute()
    } catch (error) {
      log.error(traceOf(error), 'the outcome of a tool call could not be kept for its key')
    }
  }

  function claimOf(owner: string, key: CallKey, mayBeDone: boolean): CallClaim {
    return {
      mayBeDone,
      keep(output) {
        const text = JSON.stringify({ callId: key.callId, output } satisfies StoredOutcome)
        const outcome = keyring.seal(text, rowIdentity.toolOutcome(columnsOf(key)))
        return write(owner, key, { owner: null, outcome })
      },
      async release() {
        await db
          .deleteFrom('tool_outcomes')
          .where((column) => column.and({ ...columnsOf(key), owner }))
          .execute()
      },
      leaveUnknown: () => write(owner, key, { owner: null }),
    }
  }

  async function insert(key: CallKey, integrationId: string): Promise<boolean> {
    const inserted = await db
      .insertInto('tool_outcomes')
      .values({
        ...columnsOf(key),
        fingerprint: hashSecret(key.content),
        integration_id: integrationId,
        call_id: key.callId,
        claimed_at: now(),
        owner: key.callId,
      })
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'environment', 'key_hash']).doNothing(),
      )
      .returning('call_id')
      .executeTakeFirst()
    return inserted !== undefined
  }

  /** Takes over the claim of a call whose outcome nobody knows. When several calls try, one succeeds. */
  async function takeOver(key: CallKey, formerOwner: string | null): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('tool_outcomes')
      .set({ owner: key.callId, claimed_at: now() })
      .where((column) => column.and(columnsOf(key)))
      .where('owner', formerOwner === null ? 'is' : '=', formerOwner)
      .where('outcome', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  }

  async function sweep(): Promise<void> {
    await db
      .deleteFrom('tool_outcomes')
      .where('claimed_at', '<=', now() - keptMs)
      .execute()
  }

  return {
    sweep,
    async find(key) {
      const row = await read(key)
      return row?.outcome ? open(key, row.outcome) : undefined
    },
    async claim(key, { integrationId, signal }) {
      let watched: { owner: string | null; since: number } | undefined
      for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, maxPauseMs)) {
        if (signal.aborted) throw callerHasGone()
        if (await insert(key, integrationId)) return claimOf(key.callId, key, false)
        const row = await read(key)
        if (!row) {
          await sweep()
          continue
        }
        if (row.outcome !== null) return open(key, row.outcome)
        if (row.integration_id !== integrationId) throw otherAccount()
        if (row.owner !== watched?.owner) watched = { owner: row.owner, since: performance.now() }
        const isOver =
          row.owner === null ||
          row.claimed_at < now() - maxCallMs - clockSkewMs ||
          performance.now() - watched.since > maxCallMs
        if (isOver && (await takeOver(key, row.owner))) return claimOf(key.callId, key, true)
        await delay(pauseMs)
      }
    },
  }
}

function otherAccount(): ToolFailure {
  return new ToolFailure(
    'idempotency_conflict',
    'A call with this idempotency_key was begun with another account, and nobody knows whether it was done there. Nothing was done now. Look there, and use a new key for a new call.',
  )
}

function callerHasGone(): ToolFailure {
  return new ToolFailure('unavailable', 'The caller has gone. Nothing was done.')
}
