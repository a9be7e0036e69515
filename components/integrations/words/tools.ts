import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { ToolPolicy } from '@/lib/contract/api/tool-policy'
import { catalogueEntry } from '@/lib/contract/services/catalogue'

/** A tool of an integration. `meaning` is the end of "Agents can …", and absent for an undocumented tool. */
export interface IntegrationTool {
  name: string
  meaning?: string
  /**
   * Whether agents can use the tool while the integration works. It is false for a denied tool,
   * because the API does not tell it.
   */
  isGranted: boolean
  policy: ToolPolicy
}

type WithTools = Pick<ListedIntegration, 'service' | 'available_tools' | 'tool_policy'>

/** Returns what an admin has decided about a tool. A decision that this program does not know counts as `deny`. */
function policyOf({ tool_policy: policies = {} }: WithTools, name: string): ToolPolicy {
  const policy = Object.hasOwn(policies, name) ? policies[name] : 'allow'
  return policy === 'allow' || policy === 'ask' ? policy : 'deny'
}

/**
 * Returns the tools of an integration: first the documented tools of its service, granted or not, then the
 * other tools that the API lists. Returns an empty list when the API lists no tool and an admin has denied none,
 * because then nobody knows which tools are granted.
 */
export function toolsOf(integration: WithTools): IntegrationTool[] {
  const { service, available_tools: grantedNames } = integration
  const documented = catalogueEntry(service)?.tools ?? []
  const isAnyDenied = documented.some(({ name }) => policyOf(integration, name) === 'deny')
  if (grantedNames.length === 0 && !isAnyDenied) return []
  const documentedNames = new Set(documented.map((tool) => tool.name))
  const otherNames = [...new Set(grantedNames)].filter((name) => !documentedNames.has(name))
  return [
    ...documented.map((tool) => ({
      ...tool,
      isGranted: grantedNames.includes(tool.name),
      policy: policyOf(integration, tool.name),
    })),
    ...otherNames.map((name) => ({ name, isGranted: true, policy: policyOf(integration, name) })),
  ]
}

/** Returns "5 tools" or "3 of 5 tools". */
export function toolCountWords(tools: readonly IntegrationTool[]): string {
  const grantedCount = tools.filter((tool) => tool.isGranted).length
  if (grantedCount < tools.length) return `${grantedCount} of ${tools.length} tools`
  return grantedCount === 1 ? '1 tool' : `${grantedCount} tools`
}
