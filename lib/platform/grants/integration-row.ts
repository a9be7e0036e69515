import type { Selectable } from 'kysely'
import { z } from 'zod'
import { isService, type Service } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import type { IntegrationsTable } from '@/lib/storage/integration-tables'
import {
  type KnownServiceAndEnvironment,
  knownServiceAndEnvironment,
} from '../core/known-service-and-environment'

/** A row of the table `integrations`. When a newer version wrote the row, this version may not know its service. */
export type StoredRow = Selectable<IntegrationsTable>

/** A row whose service and environment this version of the platform knows. */
export type IntegrationRow = Omit<StoredRow, keyof KnownServiceAndEnvironment> &
  KnownServiceAndEnvironment

/** The columns that identify a row. */
export type RowReference = Pick<IntegrationRow, 'id' | 'account_id'>

/** A list of text, such as the scopes of a row. A column contains the list as JSON. */
export const textListSchema = z.array(z.string())

/** Returns whether this version knows the service of a row, so that it can call the provider. */
export function isOfKnownService<Row extends { service: string }>(
  row: Row,
): row is Row & { service: Service } {
  return isService(row.service)
}

/** Returns the row with typed columns. Throws when this version does not know its service or environment. */
export function parseRow<Row extends Record<keyof KnownServiceAndEnvironment, string>>(row: Row) {
  return { ...row, ...knownServiceAndEnvironment.parse(row) }
}

/** Returns the available tools of a row. Throws when the stored list is damaged. */
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

/** Reads a row from the database again. Throws when the row no longer exists. */
export async function reloadRow(db: Database, row: RowReference): Promise<IntegrationRow> {
  return parseRow(await reloadStoredRow(db, row))
}

/**
 * Reads a row from the database again, also when this version does not know its service. Throws when the row no
 * longer exists.
 */
export async function reloadStoredRow(db: Database, row: RowReference): Promise<StoredRow> {
  return db
    .selectFrom('integrations')
    .selectAll()
    .where('id', '=', row.id)
    .where('account_id', '=', row.account_id)
    .executeTakeFirstOrThrow()
}
