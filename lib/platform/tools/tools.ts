import type { ListedTool, ToolUsage } from '@/lib/contract/api/tool'
import type { ToolCall } from '@/lib/contract/api/tool-call'
import { type Caller, requireRight } from '../access/caller'
import { unknownIntegration } from '../core/api-problem'
import type { Page, PageRequest } from '../core/pages'
import type { Revocations } from '../grants/revocations/revocations'
import type { Inboxes } from '../inboxes/inboxes'
import type { Checks } from '../integrations/checking/checks'
import type { StatusChangeContext } from '../integrations/connect-order'
import { findOwnRow } from '../integrations/select-integrations'
import { createApprovals } from './approvals'
import { createCallOutcomes } from './call-outcomes'
import { type CallRequest, type CallResult, createCallTool } from './call-tool'
import { createConnectAndApproveLinks } from './connect-and-approve-links'
import { createIdleDisconnects } from './idle-disconnects'
import { createLedger } from './ledger'
import { listTools } from './list-tools'
import { listRecordedCalls, listUsage } from './recorded-calls'
import { findTool, tools } from './registry'
import { createRunCall } from './run-call'
import type { Tool } from './tool'
import { createVendorPauses } from './vendor-pauses'

/** The live tools, as MCP and the REST API use them. Throws a problem when the role of the caller does not allow the act. */
export interface Tools {
  /** Returns the tool with this name, or `undefined` when there is none. */
  find: (name: string) => Tool | undefined
  list: (caller: Caller) => Promise<ListedTool[]>
  call: (caller: Caller, request: CallRequest) => Promise<CallResult>
  /** Throws `not_found` when the caller has no integration with the id. */
  listCalls: (
    caller: Caller,
    request: PageRequest & { integrationId?: string | undefined },
  ) => Promise<Page<ToolCall>>
  /** @param since the beginning of the reader's day, in milliseconds since 1970 */
  listUsage: (caller: Caller, since: number) => Promise<ToolUsage[]>
  /** Disconnects an integration as soon as none of its tools runs. Returns true when it is disconnected already. */
  disconnectWhenIdle: (caller: Caller, id: string, note?: string) => Promise<boolean>
  /** Disconnects the integrations that waited for their tools to end. */
  runIdleDisconnects: () => Promise<void>
  /** Deletes old records, outcomes and approvals. Gives the calls of processes that died the outcome `unknown`. */
  sweep: () => Promise<void>
}

export function createTools(
  context: StatusChangeContext,
  parts: { revocations: Revocations; checks: Checks; inboxes: Inboxes },
): Tools {
  const { settings, storage, now } = context
  const links = createConnectAndApproveLinks(settings.appUrl)
  const pauses = createVendorPauses(now)
  const ledger = createLedger(context)
  const outcomes = createCallOutcomes(context)
  const idleDisconnects = createIdleDisconnects(context, parts.revocations, ledger)
  const approvals = createApprovals(context, links)
  const runCall = createRunCall(context, { ...parts, links, pauses })
  const call = createCallTool(context, { runCall, ledger, outcomes, approvals, links, pauses })

  return {
    find: findTool,
    async list(caller) {
      requireRight(caller, 'view')
      return listTools(storage.db, caller, tools)
    },
    call(caller, request) {
      requireRight(caller, 'call_tools')
      return call(caller, request)
    },
    async listCalls(caller, request) {
      requireRight(caller, 'view')
      const { integrationId } = request
      if (integrationId !== undefined && !(await findOwnRow(storage.db, caller, integrationId)))
        throw unknownIntegration()
      return listRecordedCalls(context, caller, { ...request, approvalLink: links.approval })
    },
    async listUsage(caller, since) {
      requireRight(caller, 'view')
      return listUsage(context, caller, since)
    },
    disconnectWhenIdle(caller, id, note) {
      requireRight(caller, 'disconnect')
      return idleDisconnects.request(caller, id, note)
    },
    runIdleDisconnects: idleDisconnects.run,
    async sweep() {
      await ledger.sweep()
      await outcomes.sweep()
      await approvals.sweep()
    },
  }
}
