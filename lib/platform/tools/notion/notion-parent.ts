import { z } from 'zod'
import { ToolFailure } from '../tool-failure'
import type { VendorSession } from '../vendor-session'
import { findObject } from './notion-api'
import { dataSourceOfDatabase, findDataSource } from './notion-data-source'
import type { Schema } from './notion-schema'

interface Parent {
  /** The parent as Notion's API names it. */
  parent: { type: 'page_id'; page_id: string } | { type: 'data_source_id'; data_source_id: string }
  /** The properties of a page below this parent. */
  schema: Schema
}

/**
 * Returns the parent that an id names: a page, a data source, or the only data source of a database.
 *
 * @throws {ToolFailure} when the app can see none of these with this id
 */
export async function findParent(vendor: VendorSession, id: string): Promise<Parent> {
  const page = await findObject(vendor, ['pages', id], z.object({ id: z.string().max(64) }))
  if (page) {
    return { parent: { type: 'page_id', page_id: page.id }, schema: { title: { type: 'title' } } }
  }
  const dataSource =
    (await findDataSource(vendor, id)) ??
    (await findDataSource(vendor, (await dataSourceOfDatabase(vendor, id)) ?? id))
  if (!dataSource) {
    throw new ToolFailure(
      'vendor_refused',
      'Notion shows no page or database with this id to the app. Share it with the app in Notion, in the menu of the page under “Connections”, or use an id that search_workspace finds.',
    )
  }
  return {
    parent: { type: 'data_source_id', data_source_id: dataSource.id },
    schema: dataSource.properties,
  }
}
