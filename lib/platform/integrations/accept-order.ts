import type { ConnectRequest } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import { type Caller, requireRight } from '../access/caller'
import { ApiProblem, unknownIntegration } from '../core/api-problem'
import type { GrantsContext } from '../grants/grants-context'
import { parseRow } from '../grants/integration-row'
import { providers } from '../providers/registry'
import type { AttemptOfCode } from './attempt-of-code'
import type { ConnectOrder } from './connect-order'
import { findOwnRow } from './select-integrations'

function invalidRequest(detail: string, field: string, reason?: string): ApiProblem {
  return new ApiProblem('invalid_request', detail, { field, ...(reason ? { reason } : {}) })
}

/**
 * Validates a request to connect, without using its code and without asking the provider. Returns the request as
 * an order.
 *
 * @throws {ApiProblem} when the request is refused
 */
export async function acceptOrder(
  { storage, clients }: GrantsContext,
  caller: Caller,
  request: ConnectRequest,
  attempt: AttemptOfCode,
): Promise<ConnectOrder> {
  requireRight(caller, 'connect')
  if (request.replace) requireRight(caller, 'replace_account')
  const { service } = request
  const displayName = serviceName(service)

  if (request.replace && request.reconnects === undefined) {
    throw invalidRequest('"replace" needs "reconnects": the integration to replace.', 'replace')
  }
  if (
    request.reconnect_link !== undefined &&
    (request.replace || request.reconnects === undefined)
  ) {
    const detail =
      '"reconnect_link" needs "reconnects": the integration of the link. It goes without "replace".'
    throw invalidRequest(detail, 'reconnect_link')
  }
  const target =
    request.reconnects === undefined
      ? undefined
      : await findOwnRow(storage.db, caller, request.reconnects)
  if (request.reconnects !== undefined && !target) throw unknownIntegration()
  if (target && target.service !== service) {
    throw invalidRequest(`This integration is not one of ${displayName}.`, 'service')
  }

  const isBot = providers[service].kind === 'bot'
  if (request.bot_token !== undefined && !isBot) {
    throw invalidRequest(`${displayName} is not connected with a bot token.`, 'bot_token')
  }
  if (request.bot_token !== undefined && request.oauth_code !== undefined) {
    throw invalidRequest('Send either "oauth_code" or "bot_token".', 'bot_token')
  }
  const client = clients(service, caller.environment)
  if (!client)
    throw invalidRequest(
      `This token is for live accounts, and ${displayName} is not set up for them on this server.`,
      'service',
      'not_configured',
    )
  if (request.oauth_code === undefined && !isBot) {
    throw invalidRequest(`"oauth_code" is required to connect ${displayName}.`, 'oauth_code')
  }
  return { caller, request, service, client, target: target && parseRow(target), attempt }
}
