import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Actor } from '@/lib/contract/api/actor'
import { idempotencyHours } from '@/lib/contract/api/limits'
import { rowIdentity } from '@/lib/storage/row-identity'
import { hashSecret } from '@/lib/storage/secret-hash'
import type { ApprovalsTable } from '@/lib/storage/tool-tables'
import { actorOf, type Caller } from '../access/caller'
import type { PlatformContext } from '../core/context'
import type { IntegrationRow } from '../grants/integration-row'
import { withAsker } from './askers'
import type { ConnectAndApproveLinks } from './connect-and-approve-links'
import { approvalIdOf } from './pending-approvals'
import type { Tool } from './tool'
import { ToolFailure } from './tool-failure'

/** An approval lapses when nobody decides within this time. */
const patienceMs = 60 * 60_000
/**
 * An approval counts for this time after it was asked for. The outcome of the call is kept for at least as long, so that an
 * approved call never runs twice.
 */
const keptMs = idempotencyHours * 60 * 60_000

export type StoredApproval = Selectable<ApprovalsTable>

/** A call that may only run after a person has approved it. */
export interface AwaitedCall {
  /** The id under which the call is recorded. */
  callId: string
  caller: Caller
  row: IntegrationRow
  tool: Tool
  /** The arguments after the check: what the person sees. */
  input: object
  /** The content and the key by which the call is recognized. `key` is absent when the caller has named none. */
  content: string
  key: string | undefined
}

export interface Approvals {
  /**
   * Returns when a person has approved the call. Otherwise asks for the approval, once for each key, and throws.
   *
   * @throws {ToolFailure} `needs_approval` with the page of the approval, `denied` after a refusal or when nobody
   *   decided in time, `idempotency_conflict` for a key that came with another call
   */
  require: (call: AwaitedCall) => Promise<void>
  /** Deletes the approvals that are too old to count. */
  sweep: () => Promise<void>
}

export function createApprovals(
  { storage: { db }, keyring, now }: Pick<PlatformContext, 'storage' | 'keyring' | 'now'>,
  links: ConnectAndApproveLinks,
): Approvals {
  /** Returns the approval that was asked for with a key. There is one at most. */
  async function find({ caller }: AwaitedCall, keyHash: string) {
    return db
      .selectFrom('approvals')
      .selectAll()
      .where('account_id', '=', caller.accountId)
      .where('environment', '=', caller.environment)
      .where('key_hash', '=', keyHash)
      .where('created_at', '>', now() - keptMs)
      .executeTakeFirst()
  }

  /** Asks for an approval. First deletes old approvals, because one with the same key would prevent a new one. */
  async function askAnew(call: AwaitedCall, keyHash: string): Promise<StoredApproval> {
    await sweep()
    return ask(call, keyHash)
  }

  async function sweep(): Promise<void> {
    await db
      .deleteFrom('approvals')
      .where('created_at', '<=', now() - keptMs)
      .execute()
  }

  async function ask(call: AwaitedCall, keyHash: string): Promise<StoredApproval> {
    const { caller, row, tool, input, content } = call
    const id = approvalIdOf(call.callId)
    const { accountId: account_id, environment } = caller
    const identity = rowIdentity.approvalArguments({ id, account_id, environment })
    await db
      .insertInto('approvals')
      .values({
        id,
        account_id,
        environment,
        integration_id: row.id,
        tool: tool.name,
        key_hash: keyHash,
        fingerprint: hashSecret(content),
        arguments: keyring.seal(JSON.stringify(input), identity),
        requested_by: JSON.stringify([actorOf(caller)]),
        created_at: now(),
        expires_at: now() + patienceMs,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return (await find(call, keyHash)) ?? Promise.reject(new Error('an approval was not stored'))
  }

  /**
   * Adds the caller to the actors who have asked for the approval and so may not approve it. Tries again when another one was
   * added at the same moment.
   */
  async function recordAsker({ id, requested_by: stored }: StoredApproval, asker: Actor) {
    const requested_by = withAsker(stored, asker)
    if (requested_by === undefined) return
    const { numUpdatedRows } = await db
      .updateTable('approvals')
      .set({ requested_by })
      .where('id', '=', id)
      .where('requested_by', '=', stored)
      .executeTakeFirst()
    if (numUpdatedRows === 1n) return
    const changed = await db
      .selectFrom('approvals')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    if (changed) await recordAsker(changed, asker)
  }

  /**
   * Uses up the approval of a call that only reads, so that it allows one call. A call that changes something cannot run twice
   * because of its key.
   *
   * @throws {ToolFailure} `denied` when the approval was used before
   */
  async function takeOnce({ id }: StoredApproval): Promise<void> {
    const { numUpdatedRows } = await db
      .updateTable('approvals')
      .set({ decision: 'used' })
      .where('id', '=', id)
      .where('decision', '=', 'approved')
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw usedAlready()
  }

  return {
    async require(call) {
      const { tool, row } = call
      const key = call.key ?? `approve-${randomBytes(12).toString('base64url')}`
      const keyHash = hashSecret(key)
      const approval = (await find(call, keyHash)) ?? (await askAnew(call, keyHash))
      if (approval.fingerprint !== hashSecret(call.content) || approval.integration_id !== row.id)
        throw otherCall()
      if (approval.decision === 'approved') {
        if (tool.effect === 'reads') await takeOnce(approval)
        return
      }
      if (approval.decision === 'used') throw usedAlready()
      if (approval.decision === 'refused') throw refused(tool)
      if (approval.expires_at <= now()) throw lapsed(tool)
      await recordAsker(approval, actorOf(call.caller))
      throw waiting(tool, links.approval(approval.id), key)
    },
    sweep,
  }
}

function waiting({ name }: Tool, url: string, key: string): ToolFailure {
  return new ToolFailure(
    'needs_approval',
    `Somebody has to approve this call of ${name} first: ${url} Then repeat the same call with the idempotency_key "${key}". Nothing was done yet.`,
    { url },
  )
}

function refused({ name }: Tool): ToolFailure {
  return new ToolFailure('denied', `Somebody has refused this call of ${name}. Nothing was done.`)
}

function lapsed({ name }: Tool): ToolFailure {
  return new ToolFailure(
    'denied',
    `Nobody approved this call of ${name} within an hour. Nothing was done. Call again with a new idempotency_key to ask once more.`,
  )
}

function usedAlready(): ToolFailure {
  return new ToolFailure(
    'denied',
    'This approval was used already. Call again with a new idempotency_key to ask once more.',
  )
}

function otherCall(): ToolFailure {
  return new ToolFailure(
    'idempotency_conflict',
    'This idempotency_key came before with another call. Nothing was done. Use a new key for a new call.',
  )
}
