import type { ListedIntegration } from '@/lib/contract/api/integration'
import { type Service, toolNames } from '@/lib/contract/services/catalogue'
import type { MissingForAgent } from '@/lib/contract/view/agent-connect'

type Connection = Pick<ListedIntegration, 'status' | 'disconnecting'>

/** Returns whether agents can call tools with an integration. */
export function isUsable({ status, disconnecting }: Connection): boolean {
  return status === 'connected' && disconnecting === undefined
}

/**
 * Returns what an integration lacks for the call of an agent.
 *
 * @param refusedTool the tool with which the vendor has refused a call, or an empty text
 */
export function missingIn(
  integration: Connection & Pick<ListedIntegration, 'available_tools'>,
  service: Service,
  refusedTool: string,
): MissingForAgent {
  if (integration.status !== 'connected') return 'connection'
  if (!isUsable(integration)) return 'disconnecting'
  const tools = integration.available_tools
  if (!toolNames(service).every((name) => tools.includes(name))) return 'tools'
  return refusedTool === '' ? 'nothing' : 'permission'
}
