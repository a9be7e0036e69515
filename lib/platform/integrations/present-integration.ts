import { type Actor, actorSchema } from '@/lib/contract/api/actor'
import {
  type Integration,
  integrationSchema,
  uncheckedReasonSchema,
} from '@/lib/contract/api/integration'
import { type Log, traceOf } from '@/lib/http/log'
import { textListSchema, toolsOf } from '../grants/integration-row'
import type { ListedRow } from './select-integrations'
import { policiesOf, policyOf } from './tool-policy'

/** Returns a time in the form of the API. Throws when the stored time is damaged. */
function apiTime(at: number | null): string | undefined {
  return at === null ? undefined : new Date(at).toISOString()
}

/** Returns a time in the form of the API, or the beginning of 1970 when the stored time is damaged. */
function apiTimeOrEpoch(at: number): string {
  const date = new Date(at)
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString()
}

/** Returns who connected an integration, or undefined when it is not known or cannot be read. */
function connectorOf({ connected_by: stored }: ListedRow): Actor | undefined {
  try {
    return stored === null ? undefined : actorSchema.parse(JSON.parse(stored))
  } catch {
    return undefined
  }
}

/**
 * Returns the integration in the form of the API, with the fields of the contract only. A damaged row does not
 * make the list fail: the integration is shown with the status `error`, because a reconnect writes the row again. A
 * disconnected integration stays `disconnected`.
 */
export function presentIntegration(log: Log, row: ListedRow): Integration {
  const { id, service } = row
  const account = { id: row.external_id, name: row.account_name }
  try {
    return integrationSchema.parse({
      id,
      service,
      status: row.status,
      connected_at: new Date(row.connected_at).toISOString(),
      available_tools: toolsOf(row).filter((tool) => policyOf(row, tool) !== 'deny'),
      account,
      status_reason: row.status === 'error' ? (row.status_reason ?? undefined) : undefined,
      checked_at: apiTime(row.checked_at),
      ...(row.status === 'connected' && {
        unchecked_since: apiTime(row.failing_since),
        unchecked_reason: uncheckedReasonSchema.safeParse(row.failing_reason).data,
      }),
      status_since: apiTime(row.status_since),
      expires_at: row.status === 'connected' ? apiTime(row.grant_ends_at) : undefined,
      connected_by: connectorOf(row),
      scopes: textListSchema.parse(JSON.parse(row.scopes)),
      ...(row.tool_policy !== null && { tool_policy: policiesOf(row) }),
      ...(row.disconnecting_since !== null && { disconnecting: 'when_idle' }),
    })
  } catch (error) {
    log.error({ integration: id, ...traceOf(error) }, 'operator alarm: an integration is damaged')
    const status = row.status === 'disconnected' ? row.status : 'error'
    const connected_at = apiTimeOrEpoch(row.connected_at)
    return { id, service, status, connected_at, available_tools: [], account }
  }
}
