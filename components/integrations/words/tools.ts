import type { ListedIntegration } from '@/lib/contract/api/integration'
import { catalogueEntry } from '@/lib/contract/services/catalogue'

/** A tool of an integration. `meaning` is the end of "Agents can …", and absent for an undocumented tool. */
export interface IntegrationTool {
  name: string
  meaning?: string
  isGranted: boolean
}

/**
 * Returns the tools of an integration: first the documented tools of its service, granted or not, then the
 * other tools that the API lists. Returns an empty list when the API lists no tool, because then nobody knows
 * which tools are granted.
 */
export function toolsOf({
  service,
  available_tools: grantedNames,
}: Pick<ListedIntegration, 'service' | 'available_tools'>): IntegrationTool[] {
  if (grantedNames.length === 0) return []
  const documented = catalogueEntry(service)?.tools ?? []
  const documentedNames = new Set(documented.map((tool) => tool.name))
  const otherNames = [...new Set(grantedNames)].filter((name) => !documentedNames.has(name))
  return [
    ...documented.map((tool) => ({ ...tool, isGranted: grantedNames.includes(tool.name) })),
    ...otherNames.map((name) => ({ name, isGranted: true })),
  ]
}

/** Returns "5 tools" or "3 of 5 tools". */
export function toolCountWords(tools: readonly IntegrationTool[]): string {
  const grantedCount = tools.filter((tool) => tool.isGranted).length
  if (grantedCount < tools.length) return `${grantedCount} of ${tools.length} tools`
  return grantedCount === 1 ? '1 tool' : `${grantedCount} tools`
}
