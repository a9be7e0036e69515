import type { ShownTool } from '@/lib/contract/api/tool'

type ToolIntegration = ShownTool['integrations'][number]

/** The tools of one service, and the accounts with which they are called. */
export interface ServiceTools {
  service: string
  tools: readonly ShownTool[]
  /** The integrations of the service, each once. */
  accounts: readonly ToolIntegration[]
  /** The integrations that need reconnecting before their tools can be called. */
  broken: readonly ToolIntegration[]
  readyCount: number
}

/**
 * Returns the name of an integration's account, or the id of the integration when the account is
 * not known.
 */
export function accountName({ account, id }: ToolIntegration): string {
  return account?.name ?? id
}

/** Returns the integrations for which a tool is in a state. */
export function integrationsIn(tool: ShownTool, state: ShownTool['state']): ToolIntegration[] {
  return tool.integrations.filter((integration) => integration.state === state)
}

function byId(integrations: readonly ToolIntegration[]): ToolIntegration[] {
  return [...new Map(integrations.map((each) => [each.id, each])).values()]
}

/** Returns the tools by service, in the order of the list. */
export function byService(tools: readonly ShownTool[]): ServiceTools[] {
  return [...new Set(tools.map(({ service }) => service))].map((service) => {
    const ofService = tools.filter((tool) => tool.service === service)
    return {
      service,
      tools: ofService,
      accounts: byId(ofService.flatMap(({ integrations }) => integrations)),
      broken: byId(ofService.flatMap((tool) => integrationsIn(tool, 'needs_reconnecting'))),
      readyCount: ofService.filter(({ state }) => state === 'ready').length,
    }
  })
}
