import type { Selectable } from 'kysely'
import { z } from 'zod'
import { isService, type Service } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import type { IntegrationsTable } from '@/lib/storage/tables'
import { type KnownColumns, knownColumns } from '../core/known-columns'

/** An integration as it is stored. Its service may be one that only a newer version knows. */
export type StoredRow = Selectable<IntegrationsTable>

/** An integration of a service and an environment that this version knows. */
export type IntegrationRow = Omit<StoredRow, keyof KnownColumns> & KnownColumns

/** Identifies a row. */
export type RowReference = Pick<IntegrationRow, 'id' | 'account_id'>

/** Lists of text as they are stored. */
export const textListSchema = z.array(z.string())

/** Returns whether this version knows the service of a row, so that it can call the provider. */
export function isOfKnownService<Row extends { service: string }>(
  row: Row,
): row is Row & { service: Service } {
  return isService(row.service)
}

/** Returns a row with a service and an environment that this version knows. Throws for others. */
export function readRow<Row extends Record<keyof KnownColumns, string>>(row: Row) {
  return { ...row, ...knownColumns.parse(row) }
}

/** Returns the available tools of a row. */
export function toolsOf(row: Pick<IntegrationRow, 'available_tools'>): string[] {
  return textListSchema.parse(JSON.parse(row.available_tools))
}

/** Returns whether the list of tools in a row can be read. */
export function hasReadableTools(row: Pick<IntegrationRow, 'available_tools'>): boolean {
  try {
    toolsOf(row)
    return true
  } catch {
    return false
  }
}

/** Reads a row again. Throws when it no longer exists. */
export async function reload(db: Database, row: RowReference): Promise<IntegrationRow> {
  return readRow(await reloadStored(db, row))
}

/** Does the same as `reload` for a row whose service this version may not know. */
export async function reloadStored(db: Database, row: RowReference): Promise<StoredRow> {
  return db
    .selectFrom('integrations')
    .selectAll()
    .where('id', '=', row.id)
    .where('account_id', '=', row.account_id)
    .executeTakeFirstOrThrow()
}
