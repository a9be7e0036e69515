import type { ListedTool, ToolState } from '@/lib/contract/api/tool'
import type { Database } from '@/lib/storage/database'
import type { Caller } from '../access/caller'
import type { IntegrationRow } from '../grants/integration-row'
import { isOfKnownService, parseRow } from '../grants/integration-row'
import { policyOf } from '../integrations/tool-policy'
import type { Tool } from './tool'
import { inputSchemaOf, outputSchemaOf } from './tool-schemas'
import { stateWith } from './tool-state'

/** The states from the best to the worst. */
const order: readonly ToolState[] = [
  'ready',
  'not_granted',
  'needs_reconnecting',
  'denied',
  'needs_connecting',
]

/** Returns all tools, each with the caller's integrations of its service and whether it can be called with them. */
export async function listTools(
  db: Database,
  caller: Caller,
  tools: readonly Tool[],
): Promise<ListedTool[]> {
  const stored = await db
    .selectFrom('integrations')
    .selectAll()
    .where('account_id', '=', caller.accountId)
    .where('environment', '=', caller.environment)
    .where('status', '!=', 'disconnected')
    .orderBy('connected_at')
    .orderBy('id')
    .execute()
  const rows = stored.filter(isOfKnownService).map(parseRow)
  return tools.map((tool) =>
    presentTool(
      tool,
      rows.filter(({ service }) => service === tool.service),
    ),
  )
}

function presentTool(tool: Tool, rows: readonly IntegrationRow[]): ListedTool {
  const { name, service, description, effect } = tool
  const integrations = rows.map((row) => ({
    id: row.id,
    account: { id: row.external_id, name: row.account_name },
    state: stateWith(row, tool),
    policy: policyOf(row, name),
    ...(row.disconnecting_since !== null && { disconnecting: 'when_idle' as const }),
  }))
  const states = integrations.map(({ state }) => state)
  return {
    name,
    service,
    description,
    input_schema: inputSchemaOf(tool, {
      isAsked: integrations.some(({ policy }) => policy === 'ask'),
    }),
    output_schema: outputSchemaOf(tool),
    writes: effect !== 'reads',
    state: order.find((state) => states.includes(state)) ?? 'needs_connecting',
    integrations,
  }
}
