import type { Integration } from '@/lib/contract/api/integration'
import type { ListedRow } from '@/lib/platform/integrations/select-integrations'

/** A row of the list of integrations, as the store has it. */
export const listedRow: ListedRow = {
  id: 'int_1',
  account_id: 'acct_1',
  environment: 'test',
  service: 'slack',
  external_id: 'T1',
  account_name: 'Acme',
  status: 'connected',
  status_reason: null,
  connected_at: 1,
  checked_at: null,
  failing_since: null,
  failing_reason: null,
  scopes: '[]',
  available_tools: '[]',
  grant_ends_at: null,
  status_since: null,
  tool_policy: null,
  disconnecting_since: null,
  connected_by: null,
}

/** Returns the integration that the API answers for a row like `listedRow`. */
export function presentRow({ id, service, connected_at, ...row }: ListedRow): Integration {
  return {
    id,
    service,
    status: 'connected',
    connected_at: new Date(connected_at).toISOString(),
    available_tools: [],
    account: { id: row.external_id, name: row.account_name },
  }
}
