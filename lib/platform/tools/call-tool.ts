import type { CallOutcome } from '@/lib/contract/api/tool-call'
import { actorOf, type Caller } from '../access/caller'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import type { IntegrationRow } from '../grants/integration-row'
import { policyOf } from '../integrations/tool-policy'
import type { Approvals } from './approvals'
import { contentOf } from './call-key'
import type { CallOutcomes } from './call-outcomes'
import { chooseIntegration, requireReady } from './choose-integration'
import type { ConnectAndApproveLinks } from './connect-and-approve-links'
import type { CallRecord, Ledger } from './ledger'
import { findOwnIntegrations } from './own-integrations'
import { findRecordedCall } from './recorded-calls'
import type { RunCall } from './run-call'
import type { Tool } from './tool'
import { ToolFailure } from './tool-failure'
import { readArguments } from './tool-schemas'
import type { VendorPauses } from './vendor-pauses'

/** A call of a tool, as it came in. */
export interface CallRequest {
  tool: Tool
  /** The tool's own arguments, with `account` and `idempotency_key`. */
  arguments: Readonly<Record<string, unknown>>
  /** Aborted when the caller has gone. */
  signal: AbortSignal
}

/** The result of a call: its record, and the output or the failure. */
export interface CallResult {
  record: CallRecord
  output?: Readonly<Record<string, unknown>>
  failure?: ToolFailure
}

interface Parts {
  runCall: RunCall
  ledger: Ledger
  outcomes: CallOutcomes
  approvals: Approvals
  links: ConnectAndApproveLinks
  pauses: VendorPauses
}

/** Calls a tool for a caller. A `ToolFailure` is returned in the result; every other error is thrown. */
export type CallTool = (caller: Caller, request: CallRequest) => Promise<CallResult>

export function createCallTool(
  { storage, log, meter, now }: Pick<PlatformContext, 'storage' | 'log' | 'meter' | 'now'>,
  parts: Parts,
): CallTool {
  const { runCall, ledger, outcomes, approvals, links, pauses } = parts

  async function choose(
    caller: Caller,
    tool: Tool,
    account: string | undefined,
  ): Promise<IntegrationRow> {
    const rows = await findOwnIntegrations(storage.db, caller, tool.service)
    return chooseIntegration(tool, rows, account, links.connect(tool.service, caller))
  }

  /**
   * Checks the call, does its work, and returns the output with the id of the call that did the work. Sets the integration
   * and the outcome `running` in `record` as soon as they are known.
   */
  async function proceed(caller: Caller, request: CallRequest, record: CallRecord) {
    const { tool, signal } = request
    const { account, key: givenKey, input } = readArguments(request.arguments)
    const prepared = tool.prepare(input)
    const content = contentOf(tool.name, account, prepared.input)
    const isRecognized = givenKey !== undefined && tool.effect !== 'reads'
    const key = isRecognized ? { caller, key: givenKey, content, callId: record.id } : undefined
    const stored = key && (await outcomes.find(key))
    if (stored) return stored

    const row = await choose(caller, tool, account)
    record.integration = { id: row.id, account: { id: row.external_id, name: row.account_name } }
    requireReady(row, tool, links)
    pauses.requireNone(row, tool)
    if (policyOf(row, tool.name) === 'ask') {
      await approvals.require({
        callId: record.id,
        caller,
        row,
        tool,
        input: prepared.input,
        content,
        key: givenKey,
      })
    }
    const claim = key && (await outcomes.claim(key, { integrationId: row.id, signal }))
    if (claim && 'output' in claim) return claim

    record.outcome = 'running'
    ledger.begin({ ...record }, tool.effect !== 'reads')
    return { callId: record.id, output: await runCall({ row, tool, prepared, signal, key, claim }) }
  }

  /** Returns the record of the earlier call with the same key, whose output answers this call. */
  async function recordOfEarlier(id: string, caller: Caller, record: CallRecord) {
    const earlier = await findRecordedCall({ storage, log }, caller, id)
    return { ...record, ...earlier, id, outcome: 'ok' as const }
  }

  return async (caller, request) => {
    const record: CallRecord = {
      id: newId('call'),
      accountId: caller.accountId,
      environment: caller.environment,
      tool: request.tool.name,
      service: request.tool.service,
      at: now(),
      tookMs: 0,
      outcome: 'blocked',
      actor: actorOf(caller),
    }
    const startedAt = performance.now()
    const end = async (outcome: CallOutcome, result: Omit<CallResult, 'record'>) => {
      record.outcome = outcome
      record.tookMs = Math.round(performance.now() - startedAt)
      if (result.failure) record.error = result.failure.kind
      meter.toolCalled(record, outcome)
      await ledger.end({ ...record })
      return { record, ...result }
    }
    try {
      const { callId, output } = await proceed(caller, request, record)
      if (callId !== record.id)
        return { record: await recordOfEarlier(callId, caller, record), output }
      return await end('ok', { output })
    } catch (failure) {
      if (!(failure instanceof ToolFailure)) {
        if (record.outcome === 'running') await end('unknown', {})
        throw failure
      }
      if (record.outcome === 'blocked') return end('blocked', { failure })
      return end(failure.kind === 'outcome_unknown' ? 'unknown' : 'failed', { failure })
    }
  }
}
