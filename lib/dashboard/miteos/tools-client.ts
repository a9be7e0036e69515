import 'server-only'
import { z } from 'zod'
import { listedIntegrationSchema } from '@/lib/contract/api/integration'
import {
  type ListedTool,
  listedToolListSchema,
  type ShownTool,
  shownToolListSchema,
  type ToolUsage,
  toolUsageListSchema,
} from '@/lib/contract/api/tool'
import {
  type ShownToolCall,
  shownToolCallListSchema,
  type ToolCallAnswer,
  type ToolCallRequest,
  toolCallAnswerSchema,
} from '@/lib/contract/api/tool-call'
import type { ToolPolicies } from '@/lib/contract/api/tool-policy'
import { type ListPage, nextCursorOf } from './list-page'
import type { ResourceCalls } from './resource-calls'

/** The live tools of the person's account and environment. Every method throws `MiteosError` and nothing else. */
export interface ToolsClient {
  /** Returns all tools of the catalogue. */
  list: () => Promise<ShownTool[]>
  /** Returns all tools with their schemas. */
  described: () => Promise<ListedTool[]>
  /** Runs a tool. A call that did not do its work is answered too, with the reason. */
  run: (request: ToolCallRequest) => Promise<ToolCallAnswer>
  /** Returns one page of the recorded calls, newest first. */
  calls: (filter: {
    integrationId?: string | undefined
    limit: number
    cursor?: string | undefined
  }) => Promise<ListPage<ShownToolCall>>
  /**
   * Returns how the tools of each integration are used. The ISO time `since` is the beginning of
   * today.
   */
  usage: (since: string) => Promise<ToolUsage[]>
  /** Decides about tools of an integration. Tools that are not named keep their decision. */
  decide: (integrationId: string, tools: ToolPolicies) => Promise<void>
  /** Resets the simulated account of a sandbox integration to its initial state. */
  resetAccount: (integrationId: string) => Promise<void>
}

/** The time limit of a call. It is a little longer than the 20 seconds for which a tool may run. */
const callTimeoutMs = 25_000

function pathOf(integrationId: string, below = ''): string {
  return `/integrations/${encodeURIComponent(integrationId)}${below}`
}

export function createToolsClient({ read, post, patch }: ResourceCalls): ToolsClient {
  return {
    list: async () => (await read('/tools', shownToolListSchema)).value,
    described: async () => (await read('/tools', listedToolListSchema)).value,
    run: async (request) =>
      (await post('/tool_calls', request, toolCallAnswerSchema, callTimeoutMs)).value,
    async calls({ integrationId, limit, cursor }) {
      const query = new URLSearchParams({
        limit: String(limit),
        ...(integrationId === undefined ? {} : { integration_id: integrationId }),
        ...(cursor === undefined ? {} : { cursor }),
      })
      const { value, headers } = await read(`/tool_calls?${query}`, shownToolCallListSchema)
      return { items: value, nextCursor: nextCursorOf(headers) }
    },
    async usage(since) {
      const query = new URLSearchParams({ since })
      return (await read(`/tool_usage?${query}`, toolUsageListSchema)).value
    },
    async decide(integrationId, tools) {
      await patch(pathOf(integrationId), { tools }, listedIntegrationSchema)
    },
    async resetAccount(integrationId) {
      await post(pathOf(integrationId, '/reset'), undefined, z.unknown())
    },
  }
}
