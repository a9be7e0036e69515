import { serviceName } from '@/lib/contract/services/catalogue'
import type { IntegrationRow } from '../grants/integration-row'
import type { ConnectAndApproveLinks } from './connect-and-approve-links'
import type { Tool } from './tool'
import { ToolFailure } from './tool-failure'
import { stateWith } from './tool-state'
import { cutText, readableText } from './untrusted-text'

const maxNamedIntegrations = 20

/** Returns the name of an integration for a sentence: the name of its account, and the id of the integration. */
export function nameOf({ id, account_name }: Pick<IntegrationRow, 'id' | 'account_name'>): string {
  return `“${cutText(shownName(account_name), 80)}” (${id})`
}

/** Returns the name of an account as agents see it. */
function shownName(name: string): string {
  return readableText(name).replaceAll('\n', ' ')
}

function listOf(rows: readonly IntegrationRow[]): string {
  const names = rows.slice(0, maxNamedIntegrations).map(nameOf).join(', ')
  return rows.length > maxNamedIntegrations
    ? `${names} and ${rows.length - maxNamedIntegrations} more`
    : names
}

/**
 * Returns the integration that a call is for. When the call names no account, the service must have exactly one integration.
 * A choice between several is never guessed, even when only one of them works.
 *
 * @param account the id of an integration, or the name or id of its account
 * @throws {ToolFailure} `needs_connecting`, `ambiguous_account` or `invalid_arguments`
 */
export function chooseIntegration(
  tool: Pick<Tool, 'name' | 'service'>,
  rows: readonly IntegrationRow[],
  account: string | undefined,
  connectUrl: string,
): IntegrationRow {
  const name = serviceName(tool.service)
  if (rows.length === 0) {
    throw new ToolFailure(
      'needs_connecting',
      `No ${name} account is connected. Somebody has to connect one: ${connectUrl} Then call again.`,
      { url: connectUrl },
    )
  }
  const named = account === undefined ? rows : rows.filter((row) => isNamed(row, account))
  const [first, ...others] = named
  if (!first) {
    throw new ToolFailure(
      'invalid_arguments',
      `The argument "account" names no connected ${name} account. There is ${listOf(rows)}.`,
    )
  }
  if (others.length === 0) return first
  throw new ToolFailure(
    'ambiguous_account',
    `Several ${name} accounts could be meant. Call again with "account" as one of these ids: ${listOf(named)}.`,
  )
}

function isNamed({ id, account_name, external_id }: IntegrationRow, account: string): boolean {
  return [id, account_name, shownName(account_name), external_id].includes(account)
}

/**
 * Refuses an integration with which the tool cannot be called.
 *
 * @throws {ToolFailure} `denied`, `needs_reconnecting` or `not_granted`
 */
export function requireReady(row: IntegrationRow, tool: Tool, links: ConnectAndApproveLinks): void {
  const name = `${serviceName(row.service)} ${nameOf(row)}`
  const state = stateWith(row, tool)
  if (state === 'ready') return
  if (state === 'denied') {
    throw new ToolFailure(
      'denied',
      `An admin does not allow ${tool.name} with ${name}. Nothing was done.`,
    )
  }
  const ended = row.disconnecting_since === null ? 'ended' : 'disconnecting'
  throw reconnectFailure(row, tool, links, state === 'not_granted' ? 'not_granted' : ended)
}

/** Why a person has to reconnect an integration. `refused`: the vendor has refused a call because a permission is missing. */
type ReconnectReason = 'ended' | 'disconnecting' | 'not_granted' | 'refused'

/** Returns the failure that sends a person to the page on which they reconnect an integration. */
export function reconnectFailure(
  row: IntegrationRow,
  { name: tool }: Pick<Tool, 'name'>,
  links: ConnectAndApproveLinks,
  reason: ReconnectReason,
): ToolFailure {
  const url = links.reconnect(row, reason === 'refused' ? tool : undefined)
  const name = `${serviceName(row.service)} ${nameOf(row)}`
  const connection = `The connection to ${name}`
  const allowEverything = 'Somebody has to reconnect it and allow everything that is asked for'
  const sentences: Record<ReconnectReason, string> = {
    ended: `${connection} has ended. Somebody has to reconnect it`,
    disconnecting: `${name} is being disconnected and takes no new calls. Nothing was done. Somebody can take the disconnect back by reconnecting it`,
    not_granted: `${connection} does not allow ${tool}. ${allowEverything}`,
    refused: `${connection} does not allow this call of ${tool}. ${allowEverything}`,
  }
  const isUngranted = reason === 'not_granted' || reason === 'refused'
  const kind = isUngranted ? 'not_granted' : 'needs_reconnecting'
  return new ToolFailure(kind, `${sentences[reason]}: ${url} Then call again.`, { url })
}
