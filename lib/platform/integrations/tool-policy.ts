import type { ChangeIntegrationRequest } from '@/lib/contract/api/tool'
import {
  type ToolPolicies,
  type ToolPolicy,
  toolPolicySchema,
} from '@/lib/contract/api/tool-policy'
import { isService, toolNames } from '@/lib/contract/services/catalogue'
import { actorOf, type Caller } from '../access/caller'
import { ApiProblem, unknownIntegration } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import { recordEvent } from '../core/history'
import type { StoredRow } from '../grants/integration-row'
import { ownProperty } from '../providers/own-property'
import { findOwnRow } from './select-integrations'

type GovernedRow = Pick<StoredRow, 'tool_policy'>

/** Returns what admins have decided about the tools of an integration. Throws when it cannot be read. */
export function policiesOf({ tool_policy }: GovernedRow): ToolPolicies {
  return tool_policy === null ? {} : toolPolicySchema.parse(JSON.parse(tool_policy))
}

/**
 * Returns the policy for a tool: `allow` when nothing was decided, and `deny` when the decisions
 * cannot be read.
 */
export function policyOf(row: GovernedRow, tool: string): ToolPolicy {
  try {
    return ownProperty(policiesOf(row), tool) ?? 'allow'
  } catch {
    return 'deny'
  }
}

/**
 * Returns the decisions in the form in which they are stored: without `allow`, and null when none
 * is left.
 */
function storedPolicies(policies: ToolPolicies): string | null {
  const decided = Object.entries(policies).filter(([, policy]) => policy !== 'allow')
  return decided.length === 0 ? null : JSON.stringify(Object.fromEntries(decided))
}

function requireTools({ service }: StoredRow, { tools }: ChangeIntegrationRequest): void {
  const known = isService(service) ? toolNames(service) : []
  const unknown = Object.keys(tools).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new ApiProblem('invalid_request', 'The service of this integration has no such tool.', {
    field: `tools.${unknown}`.slice(0, 64),
    reason: 'unknown_tool',
  })
}

/**
 * Writes what an admin has decided about the tools of an integration. The decisions apply from the
 * next call on.
 */
export async function changeToolPolicy(
  { storage, now }: Pick<PlatformContext, 'storage' | 'now'>,
  caller: Caller,
  id: string,
  request: ChangeIntegrationRequest,
): Promise<void> {
  await storage.db.transaction().execute(async (transaction) => {
    const row = await findOwnRow(transaction, caller, id)
    if (!row) throw unknownIntegration()
    requireTools(row, request)
    const { numUpdatedRows } = await transaction
      .updateTable('integrations')
      .set({ tool_policy: storedPolicies({ ...readablePolicies(row), ...request.tools }) })
      .where('id', '=', row.id)
      .where('account_id', '=', caller.accountId)
      .where('tool_policy', row.tool_policy === null ? 'is' : '=', row.tool_policy)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) {
      throw new ApiProblem(
        'conflict',
        'Somebody else has changed this at the same moment. Try again.',
      )
    }
    await recordEvent(transaction, {
      integration: row,
      at: now(),
      type: 'tool_policy_changed',
      actor: actorOf(caller),
    })
  })
}

/** Returns the stored decisions, or none when they cannot be read. */
function readablePolicies(row: GovernedRow): ToolPolicies {
  try {
    return policiesOf(row)
  } catch {
    return {}
  }
}
