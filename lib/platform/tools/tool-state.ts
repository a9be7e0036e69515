import type { ToolState } from '@/lib/contract/api/tool'
import { hasReadableTools, type StoredRow, toolsOf } from '../grants/integration-row'
import { policyOf } from '../integrations/tool-policy'
import type { Tool } from './tool'

type GovernedRow = Pick<
  StoredRow,
  'status' | 'available_tools' | 'tool_policy' | 'disconnecting_since'
>

/**
 * Returns whether a tool can be called with an integration, and otherwise what is missing. An integration that waits to be
 * disconnected takes no new calls; reconnecting it takes the disconnect back.
 */
export function stateWith(row: GovernedRow, { name }: Pick<Tool, 'name'>): ToolState {
  if (policyOf(row, name) === 'deny') return 'denied'
  if (row.status !== 'connected' || row.disconnecting_since !== null) return 'needs_reconnecting'
  return hasReadableTools(row) && toolsOf(row).includes(name) ? 'ready' : 'not_granted'
}
