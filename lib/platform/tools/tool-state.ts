import {
  type ToolPolicies,
  type ToolPolicy,
  type ToolState,
  toolPolicySchema,
} from '@/lib/contract/api/tool'
import type { StoredRow } from '../grants/integration-row'
import { hasReadableTools, toolsOf } from '../grants/integration-row'
import { ownProperty } from '../providers/own-property'
import type { Tool } from './tool'

type GovernedRow = Pick<StoredRow, 'status' | 'available_tools' | 'tool_policy'>

/** Returns what admins have decided about the tools of an integration. A decision that cannot be read denies all. */
export function policiesOf({
  tool_policy,
}: Pick<StoredRow, 'tool_policy'>): ToolPolicies | 'unreadable' {
  if (tool_policy === null) return {}
  try {
    return toolPolicySchema.parse(JSON.parse(tool_policy))
  } catch {
    return 'unreadable'
  }
}

export function policyOf(row: Pick<StoredRow, 'tool_policy'>, name: string): ToolPolicy {
  const policies = policiesOf(row)
  if (policies === 'unreadable') return 'deny'
  return ownProperty(policies, name) ?? 'allow'
}

/** Returns whether a tool can be called with an integration, and otherwise what is missing. */
export function stateWith(row: GovernedRow, { name }: Pick<Tool, 'name'>): ToolState {
  if (policyOf(row, name) === 'deny') return 'denied'
  if (row.status !== 'connected') return 'needs_reconnecting'
  return hasReadableTools(row) && toolsOf(row).includes(name) ? 'ready' : 'not_granted'
}
