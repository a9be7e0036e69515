import type { Tools } from '../tools/tools'
import type { Api } from './api'
import { addCallTool } from './call-tool'
import { addListToolCalls } from './list-tool-calls'
import { addListToolUsage } from './list-tool-usage'
import { addListTools } from './list-tools'

/** Adds the operations that list tools, call one, and list past calls and how tools are used. */
export function addToolOperations(
  api: Api,
  tools: Tools,
  { appUrl, now }: { appUrl: string; now: () => number },
): void {
  addListTools(api, tools)
  addCallTool(api, tools)
  addListToolCalls(api, tools, appUrl)
  addListToolUsage(api, tools, now)
}
