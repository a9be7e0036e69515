import type { Selectable } from 'kysely'
import type { ToolUsage } from '@/lib/contract/api/tool'
import { type ToolCall, toolCallSchema } from '@/lib/contract/api/tool-call'
import { traceOf } from '@/lib/http/log'
import type { ToolCallsTable } from '@/lib/storage/tool-tables'
import type { Caller } from '../access/caller'
import type { PlatformContext } from '../core/context'
import { type Page, type PageRequest, pageOf } from '../core/pages'
import type { CallRecord } from './ledger'
import { approvalIdOf, findPendingApprovals } from './pending-approvals'

/** Returns a record in the form of the API. */
export function presentRecord(record: CallRecord): ToolCall {
  const { id, tool, service, integration, at, tookMs, outcome, error, actor } = record
  return {
    id,
    tool,
    service,
    ...(integration && { integration_id: integration.id, account: integration.account }),
    at: new Date(at).toISOString(),
    took_ms: tookMs,
    outcome,
    ...(error && { error: { kind: error } }),
    actor,
  }
}

function readRow(row: Selectable<ToolCallsTable>, url?: string): ToolCall {
  return toolCallSchema.parse({
    id: row.id,
    tool: row.tool,
    service: row.service,
    integration_id: row.integration_id ?? undefined,
    account: row.account === null ? undefined : JSON.parse(row.account),
    at: new Date(row.at).toISOString(),
    took_ms: row.took_ms,
    outcome: row.outcome,
    error: row.error === null ? undefined : { kind: row.error, url },
    actor: JSON.parse(row.actor),
  })
}

/** Returns a row in the form of the API. Logs a damaged row and returns `undefined`, so that the other rows can be listed. */
function readRowSafely(
  { log }: Pick<PlatformContext, 'log'>,
  row: Selectable<ToolCallsTable>,
  url?: string,
): ToolCall | undefined {
  try {
    return readRow(row, url)
  } catch (error) {
    log.error(
      { call: row.id, ...traceOf(error) },
      'operator alarm: the record of a call is damaged',
    )
  }
}

/**
 * Returns which integration a call of the caller's account and environment used, when and for how long it ran, and who made
 * it. Returns `undefined` when its record is not stored yet, or cannot be read.
 */
export async function findRecordedCall(
  { storage, log }: Pick<PlatformContext, 'storage' | 'log'>,
  caller: Caller,
  id: string,
): Promise<Pick<CallRecord, 'integration' | 'at' | 'tookMs' | 'actor'> | undefined> {
  const row = await storage.db
    .selectFrom('tool_calls')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', caller.accountId)
    .where('environment', '=', caller.environment)
    .executeTakeFirst()
  const call = row && readRowSafely({ log }, row)
  if (!call) return
  const { integration_id, account, at, took_ms, actor } = call
  return {
    ...(integration_id !== undefined &&
      account && { integration: { id: integration_id, account } }),
    at: Date.parse(at),
    tookMs: took_ms,
    actor,
  }
}

interface ListRequest extends PageRequest {
  integrationId?: string | undefined
  /** Returns the address of the page of an approval. */
  approvalLink: (id: string) => string
}

/** Returns a page of the recorded calls of the caller's account and environment, newest first. */
export async function listRecordedCalls(
  { storage, log, now }: Pick<PlatformContext, 'storage' | 'log' | 'now'>,
  caller: Caller,
  { integrationId, approvalLink, ...request }: ListRequest,
): Promise<Page<ToolCall>> {
  let query = storage.db
    .selectFrom('tool_calls')
    .selectAll()
    .where('account_id', '=', caller.accountId)
    .where('environment', '=', caller.environment)
  if (integrationId !== undefined) query = query.where('integration_id', '=', integrationId)
  if (request.cursor !== undefined) query = query.where('id', '<', request.cursor)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(request.limit + 1)
    .execute()
  const { items, nextCursor } = pageOf(rows, request)
  const asked = items.flatMap(({ id, error }) =>
    error === 'needs_approval' ? approvalIdOf(id) : [],
  )
  const pending = await findPendingApprovals(storage.db, caller, asked, now())
  const readable = items.flatMap((row) => {
    const approvalId = approvalIdOf(row.id)
    const url = pending.has(approvalId) ? approvalLink(approvalId) : undefined
    return readRowSafely({ log }, row, url) ?? []
  })
  return { items: readable, nextCursor }
}

/**
 * Returns, for each integration of the caller whose tools were used, when that was last, how many calls began after `since`,
 * and how many run now.
 *
 * @param since the beginning of the reader's day, in milliseconds since 1970
 */
export async function listUsage(
  { storage }: Pick<PlatformContext, 'storage'>,
  caller: Caller,
  since: number,
): Promise<ToolUsage[]> {
  const rows = await storage.db
    .selectFrom('tool_usage')
    .innerJoin('integrations', 'integrations.id', 'tool_usage.integration_id')
    .leftJoin(
      (select) =>
        select
          .selectFrom('tool_calls')
          .select(({ fn }) => ['integration_id as used_id', fn.countAll<number>().as('calls')])
          .where('account_id', '=', caller.accountId)
          .where('environment', '=', caller.environment)
          .where('at', '>=', since)
          .where('outcome', '!=', 'blocked')
          .groupBy('integration_id')
          .as('today'),
      (join) => join.onRef('today.used_id', '=', 'tool_usage.integration_id'),
    )
    .leftJoin(
      (select) =>
        select
          .selectFrom('tool_calls')
          .select(({ fn }) => ['integration_id as running_id', fn.countAll<number>().as('calls')])
          .where('account_id', '=', caller.accountId)
          .where('environment', '=', caller.environment)
          .where('outcome', '=', 'running')
          .groupBy('integration_id')
          .as('now'),
      (join) => join.onRef('now.running_id', '=', 'tool_usage.integration_id'),
    )
    .select([
      'tool_usage.integration_id',
      'tool_usage.last_used_at',
      'today.calls as calls_today',
      'now.calls as running',
    ])
    .where('integrations.account_id', '=', caller.accountId)
    .where('integrations.environment', '=', caller.environment)
    .execute()
  return rows.map((row) => ({
    integration_id: row.integration_id,
    last_used_at: new Date(row.last_used_at).toISOString(),
    calls_today: Number(row.calls_today ?? 0),
    running: Number(row.running ?? 0),
  }))
}
