import type { Service } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import { jsonRows, readJsonRows } from '@/lib/storage/json-rows'
import type { Caller } from '../access/caller'
import { type IntegrationRow, parseRow, type StoredRow } from '../grants/integration-row'

/** The names of the columns that a list of integrations needs. The credential is not among them. */
export const listedColumns = [
  'id',
  'account_id',
  'environment',
  'service',
  'external_id',
  'account_name',
  'status',
  'status_reason',
  'connected_at',
  'checked_at',
  'failing_since',
  'failing_reason',
  'scopes',
  'available_tools',
  'grant_ends_at',
  'status_since',
  'tool_policy',
  'disconnecting_since',
  'connected_by',
] as const

/** The columns of an integration that a list needs. */
export type ListedRow = Pick<StoredRow, (typeof listedColumns)[number]>

/** Returns the integrations of the caller's account and environment as one JSON text, which `readListedRows` reads. */
export async function selectListedRows(db: Database, caller: Caller): Promise<string> {
  const { stored } = await db
    .selectFrom('integrations')
    .select(jsonRows(db, listedColumns).as('stored'))
    .where('account_id', '=', caller.accountId)
    .where('environment', '=', caller.environment)
    .executeTakeFirstOrThrow()
  return stored
}

function compareAge(one: ListedRow, other: ListedRow): number {
  return one.connected_at - other.connected_at || (one.id < other.id ? -1 : 1)
}

/** Returns the rows that `selectListedRows` found, oldest first. */
export function readListedRows(storedText: string): ListedRow[] {
  return readJsonRows<ListedRow>(storedText, listedColumns).sort(compareAge)
}

/** Returns an integration of the caller's account and environment, or `undefined` when the id is not one of them. */
export async function findOwnRow(
  db: Database,
  caller: Pick<Caller, 'accountId' | 'environment'>,
  id: string,
): Promise<StoredRow | undefined> {
  return db
    .selectFrom('integrations')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', caller.accountId)
    .where('environment', '=', caller.environment)
    .executeTakeFirst()
}

/** Returns the caller's integration of an external account. There is at most one. */
export async function findRowByAccount(
  db: Database,
  caller: Caller,
  service: Service,
  externalId: string,
): Promise<IntegrationRow | undefined> {
  const row = await db
    .selectFrom('integrations')
    .selectAll()
    .where('account_id', '=', caller.accountId)
    .where('environment', '=', caller.environment)
    .where('service', '=', service)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  return row && parseRow(row)
}
