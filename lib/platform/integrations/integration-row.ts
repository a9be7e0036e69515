import type { Selectable } from 'kysely'
import { z } from 'zod'
import { isService, type Service } from '@/lib/contract/catalogue'
import { type Integration, integrationSchema } from '@/lib/contract/integration'
import type { Database } from '@/lib/storage/database'
import type { IntegrationsTable } from '@/lib/storage/tables'
import type { Caller } from '../access/caller'
import { type KnownColumns, knownColumns } from '../known-columns'
import { type Log, traceOf } from '../log'

/** An integration as it is stored, of a service that perhaps only a newer version knows. */
export type StoredRow = Selectable<IntegrationsTable>

/** An integration as the platform works with it. */
export type IntegrationRow = Omit<StoredRow, keyof KnownColumns> & KnownColumns

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
  'scopes',
  'available_tools',
  'grant_ends_at',
] as const

/** An integration as it is listed: without its credential. */
export type ListedRow = Pick<StoredRow, (typeof listedColumns)[number]>

/** What is needed to ask for a row again. */
export type RowReference = Pick<IntegrationRow, 'id' | 'account_id'>

const textListSchema = z.array(z.string())

/** Whether this version knows the service, and so how to ask its provider. */
export function isOfKnownService<Row extends { service: string }>(
  row: Row,
): row is Row & { service: Service } {
  return isService(row.service)
}

/** Throws for a service that this version does not know: nothing true can be said about it. */
export function readRow<Row extends Record<keyof KnownColumns, string>>(row: Row) {
  return { ...row, ...knownColumns.parse(row) }
}

/** The tools as they are stored. */
export function toolsOf(row: Pick<IntegrationRow, 'available_tools'>): string[] {
  return textListSchema.parse(JSON.parse(row.available_tools))
}

function timeOf(at: number | null): string | undefined {
  return at === null ? undefined : new Date(at).toISOString()
}

/**
 * The wire shape: what is not in the contract does not leave. A row that is damaged costs neither the
 * list nor its place there: it is told as one that needs reconnecting, which writes it anew.
 */
export function presentIntegration(log: Log, row: ListedRow): Integration {
  const { id, service } = row
  const connected_at = new Date(row.connected_at).toISOString()
  const account = { id: row.external_id, name: row.account_name }
  try {
    return integrationSchema.parse({
      id,
      service,
      status: row.status,
      connected_at,
      available_tools: toolsOf(row),
      account,
      status_reason: row.status === 'error' ? (row.status_reason ?? undefined) : undefined,
      checked_at: timeOf(row.checked_at),
      expires_at: row.status === 'connected' ? timeOf(row.grant_ends_at) : undefined,
      scopes: textListSchema.parse(JSON.parse(row.scopes)),
    })
  } catch (error) {
    log.error({ integration: id, ...traceOf(error) }, 'operator alarm: an integration is damaged')
    const status = row.status === 'disconnected' ? row.status : 'error'
    return { id, service, status, connected_at, available_tools: [], account }
  }
}

/** All integrations of the caller's account and environment, oldest first. */
export async function selectListed(db: Database, caller: Caller): Promise<ListedRow[]> {
  return db
    .selectFrom('integrations')
    .select(listedColumns)
    .where('account_id', '=', caller.accountId)
    .where('environment', '=', caller.environment)
    .orderBy('connected_at')
    .orderBy('id')
    .execute()
}

/** One of the caller's integrations; `undefined` for an id that is unknown or somebody else's. */
export async function selectOwn(
  db: Database,
  caller: Caller,
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

/** The caller's integration of one account at a provider; there is never a second one. */
export async function selectByAccount(
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
  return row && readRow(row)
}

/** A row that is already known to be ours, as it stands now. */
export async function reload(db: Database, row: RowReference): Promise<IntegrationRow> {
  return readRow(await reloadStored(db, row))
}

/** The same for a row of any service. */
export async function reloadStored(db: Database, row: RowReference): Promise<StoredRow> {
  return db
    .selectFrom('integrations')
    .selectAll()
    .where('id', '=', row.id)
    .where('account_id', '=', row.account_id)
    .executeTakeFirstOrThrow()
}
