import type { Tool as McpTool } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { ListedTool } from '@/lib/contract/api/tool'
import { serviceName } from '@/lib/contract/services/catalogue'
import { nameOf } from '../tools/choose-integration'
import type { Effect } from '../tools/tool'

const objectSchema = z.looseObject({ type: z.literal('object') })
const maxNamedAccounts = 10

/**
 * The tools that a client wants to see: those of some services, or of all (null), and only those
 * that read, or all.
 */
export interface ToolFilter {
  services: readonly string[] | null
  readOnly: boolean
}

/** Reads the filter from the URL of the MCP server: `?services=slack,github` and `?readonly`. */
export function readFilter(address: URL): ToolFilter {
  const services = address.searchParams.get('services')
  const readOnly = address.searchParams.get('readonly')
  return {
    services: services === null ? null : services.split(',').map((service) => service.trim()),
    readOnly: readOnly !== null && readOnly !== 'false',
  }
}

/**
 * Returns whether a tool is in the list for a client. A tool that is denied for every integration
 * of its service is not.
 */
export function isListed(tool: ListedTool, filter: ToolFilter): boolean {
  return tool.state !== 'denied' && isOffered(tool, filter)
}

/** Returns whether the filter of a client lets it call a tool. */
export function isOffered(
  { service, writes }: Pick<ListedTool, 'service' | 'writes'>,
  filter: ToolFilter,
): boolean {
  if (filter.readOnly && writes) return false
  return filter.services?.includes(service) ?? true
}

/** Returns a tool in the form of the protocol. Its description says with which accounts it works for this caller. */
export function presentTool(tool: ListedTool, effect: Effect | undefined): McpTool {
  return {
    name: tool.name,
    title: `${serviceName(tool.service)}: ${tool.name.replaceAll('_', ' ')}`,
    description: `${tool.description} ${accountsOf(tool)}`,
    inputSchema: objectSchema.parse(tool.input_schema),
    outputSchema: objectSchema.parse(tool.output_schema),
    annotations: {
      readOnlyHint: effect === 'reads',
      destructiveHint: effect === 'changes',
      idempotentHint: effect === 'reads',
      openWorldHint: true,
    },
  }
}

function accountsOf({ service, integrations }: ListedTool): string {
  const name = serviceName(service)
  if (integrations.length === 0)
    return `No ${name} account is connected yet: the call answers with a link.`
  const names = integrations
    .slice(0, maxNamedAccounts)
    .map(({ id, account, state, disconnecting }) => {
      const text = nameOf({ id, account_name: account.name })
      if (state === 'ready') return text
      return `${text}, which ${reasonFor(state, disconnecting !== undefined)}`
    })
  const more = integrations.length - names.length
  return `Accounts: ${names.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`
}

function reasonFor(state: keyof typeof stateWords, isDisconnecting: boolean): string {
  return state === 'needs_reconnecting' && isDisconnecting
    ? 'is being disconnected and takes no calls until it is reconnected'
    : stateWords[state]
}

const stateWords = {
  needs_connecting: 'has to be connected',
  needs_reconnecting: 'has to be reconnected',
  not_granted: 'does not allow this',
  denied: 'an admin has excluded',
} as const
