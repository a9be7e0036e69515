import 'server-only'
import { type ListedTool, listedToolListSchema } from '@/lib/contract/api/tool'
import {
  type ToolCallAnswer,
  type ToolCallRequest,
  toolCallAnswerSchema,
} from '@/lib/contract/api/tool-call'
import type { ResourceCalls } from './resource-calls'

/** Calls of tools as the person. Every method throws `MiteosError` and nothing else. */
export interface ToolCallsClient {
  /** Returns every tool, with the integrations with which it can be called. */
  tools: () => Promise<ListedTool[]>
  /** Runs a tool. A call that did not do its work is answered too, with the reason. */
  run: (request: ToolCallRequest) => Promise<ToolCallAnswer>
}

/** A tool runs for 20 seconds at most, so its answer is waited for a little longer. */
const callTimeoutMs = 25_000

export function createToolCallsClient({ read, post }: ResourceCalls): ToolCallsClient {
  return {
    tools: async () => (await read('/tools', listedToolListSchema)).value,
    run: async (request) =>
      (await post('/tool_calls', request, toolCallAnswerSchema, callTimeoutMs)).value,
  }
}
