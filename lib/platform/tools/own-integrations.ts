import type { Service } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import type { Caller } from '../access/caller'
import { type IntegrationRow, parseRow } from '../grants/integration-row'

/**
 * Returns the integrations of a service that belong to the caller's account and environment, oldest first, without
 * the disconnected ones. Every call of a tool finds its credential here, and nowhere else.
 */
export async function findOwnIntegrations(
  db: Database,
  caller: Caller,
  service: Service,
): Promise<IntegrationRow[]> {
  const rows = await db
    .selectFrom('integrations')
    .selectAll()
    .where('account_id', '=', caller.accountId)
    .where('environment', '=', caller.environment)
    .where('service', '=', service)
    .where('status', '!=', 'disconnected')
    .orderBy('connected_at')
    .orderBy('id')
    .execute()
  return rows.map(parseRow)
}
