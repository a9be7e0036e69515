import { z } from 'zod'
import { ToolFailure } from '../tool-failure'
import { cutText, quotation } from '../untrusted-text'
import type { VendorSession } from '../vendor-session'
import { findObject } from './notion-api'
import { schemaSchema } from './notion-schema'

const databaseSchema = z.object({
  data_sources: z.array(z.object({ id: z.string().max(64), name: z.string().nullish() })),
})
const dataSourceSchema = z.object({ id: z.string().max(64), properties: schemaSchema })

/**
 * Returns the id of the only data source of a database. Returns `undefined` when the id belongs to no database.
 *
 * @throws {ToolFailure} `invalid_arguments`, with their ids, when the database has several data sources; `vendor_refused` when
 *   it has none
 */
export async function dataSourceOfDatabase(
  vendor: VendorSession,
  id: string,
): Promise<string | undefined> {
  const database = await findObject(vendor, ['databases', id], databaseSchema)
  if (!database) return undefined
  const [only, ...others] = database.data_sources
  if (!only) throw new ToolFailure('vendor_refused', 'The database has no data source yet.')
  if (others.length > 0) {
    const names = database.data_sources.map((each) => `${each.id} ${quotation(each.name ?? '')}`)
    throw new ToolFailure(
      'invalid_arguments',
      `The database has several data sources. Use the id of one of them: ${cutText(names.join(', '), 1500)}.`,
    )
  }
  return only.id
}

/** Returns the data source with this id and its schema, or `undefined` when the app can see none. */
export function findDataSource(vendor: VendorSession, id: string) {
  return findObject(vendor, ['data_sources', id], dataSourceSchema)
}
