import type { IntegrationRow } from '@/lib/platform/grants/integration-row'
import { listedRow } from './listed-row'

/** A row of an integration, for tests that need no store. */
export const integrationRow: IntegrationRow = {
  ...listedRow,
  service: 'slack',
  environment: 'test',
  grant_owner: 'T1',
  credential: null,
  credential_version: 0,
  refresh_owner: null,
  refresh_until: null,
  next_check_at: null,
  renew_at: null,
  failed_checks: null,
  broken_at: null,
  break_decided: null,
  tool_policy: null,
  disconnecting_since: null,
  disconnecting_by: null,
  connected_by_id: null,
}
