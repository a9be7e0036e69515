import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { ToolUsage } from '@/lib/contract/api/tool'
import { waitsToDisconnect } from '../words/disconnecting'

const dayMs = 24 * 60 * 60_000

/**
 * Returns whether a disconnect that waits until no tool runs is offered: when a tool runs, or one was used in the last day,
 * so that an agent may be at work. An integration that waits already needs no second order.
 *
 * @param now in milliseconds since 1970
 */
export function offersIdleDisconnect(
  integration: ListedIntegration,
  usage: ToolUsage | undefined,
  now: number,
): boolean {
  if (!usage || waitsToDisconnect(integration)) return false
  return usage.running > 0 || now - Date.parse(usage.last_used_at) < dayMs
}
