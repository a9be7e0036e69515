import type { ListedIntegration } from '../api/integration'
import type { ShownTool, ToolUsage } from '../api/tool'
import type { ShownToolCall } from '../api/tool-call'
import type { FirstAnswer } from './failure'
import type { Viewer } from './viewer'

/** The content of the page that lists what agents can do. */
export interface ToolsView {
  viewer: Viewer
  tools: FirstAnswer<ShownTool[]>
}

/** How the tools of all integrations are used, and the last calls with one integration. */
export interface IntegrationUse {
  usage: FirstAnswer<ToolUsage[]>
  calls: FirstAnswer<ShownToolCall[]>
}

/** The content of the page with all calls of an integration. */
export interface CallsView {
  viewer: Viewer
  integration: FirstAnswer<ListedIntegration>
  calls: FirstAnswer<{ items: ShownToolCall[]; nextCursor: string | null }>
  /** Whether this is the first page of the list. */
  isFirstPage: boolean
}
