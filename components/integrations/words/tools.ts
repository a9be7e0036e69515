import type { ListedIntegration } from '@/lib/contract/api/integration'
import { catalogueEntry } from '@/lib/contract/services/catalogue'

export interface ToolLine {
  name: string
  meaning?: string
  granted: boolean
}

/**
 * Returns the tools of an integration: first those of its service in the documented order, granted or not, then
 * any others that the API lists. Returns an empty list when the API lists no tool, because then nobody knows
 * which tools are granted.
 */
export function toolLines({
  service,
  available_tools: available,
}: Pick<ListedIntegration, 'service' | 'available_tools'>): ToolLine[] {
  if (available.length === 0) return []
  const documented = catalogueEntry(service)?.tools ?? []
  const names = new Set(documented.map((tool) => tool.name))
  const others = [...new Set(available)].filter((name) => !names.has(name))
  return [
    ...documented.map((tool) => ({ ...tool, granted: available.includes(tool.name) })),
    ...others.map((name) => ({ name, granted: true })),
  ]
}

/** Returns "5 tools" or "3 of 5 tools". */
export function toolCount(lines: readonly ToolLine[]): string {
  const granted = lines.filter((line) => line.granted).length
  if (granted < lines.length) return `${granted} of ${lines.length} tools`
  return granted === 1 ? '1 tool' : `${granted} tools`
}
