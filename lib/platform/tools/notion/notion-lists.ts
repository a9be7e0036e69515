import { z } from 'zod'
import type { Position } from '../pages'
import type { VendorSession } from '../vendor-session'
import { callNotion } from './notion-api'
import { dataSourceOfDatabase } from './notion-data-source'
import { notionResultSchema } from './notion-result'
import { notionRowSchema } from './notion-row'

const pageFields = {
  next_cursor: z.string().max(1024).nullish(),
  request_status: z.object({ type: z.string().max(64) }).nullish(),
}
const searchSchema = z.object({ ...pageFields, results: z.array(notionResultSchema).max(100) })
const querySchema = z.object({ ...pageFields, results: z.array(notionRowSchema).max(100) })

const pageBody = ({ limit, page }: Position) => ({ page_size: limit, start_cursor: page })

function pageFacts({
  next_cursor,
  request_status,
}: Pick<z.infer<typeof querySchema>, 'next_cursor' | 'request_status'>) {
  return {
    nextPage: next_cursor ?? undefined,
    /** True when the query finds more than Notion answers, so that the rest is left out. */
    isIncomplete: request_status?.type === 'incomplete',
  }
}

/** Returns a page of the pages and data sources that are shared with the app and whose title contains the query. */
export async function searchNotion(
  vendor: VendorSession,
  search: { query?: string; kind?: 'page' | 'data_source' | undefined; position: Position },
) {
  const { query, kind, position } = search
  const { results, ...page } = await callNotion(vendor, {
    method: 'POST',
    path: ['search'],
    json: {
      query,
      ...(kind && { filter: { property: 'object', value: kind } }),
      ...pageBody(position),
    },
    schema: searchSchema,
    writes: false,
  })
  return { found: results, ...pageFacts(page) }
}

/**
 * Returns a page of the rows of a data source.
 *
 * @param id the id of a data source, or of a database with a single one
 */
export async function queryDatabase(
  vendor: VendorSession,
  id: string,
  query: { filter?: object | undefined; sorts?: object[] | undefined; position: Position },
) {
  const { filter, sorts, position } = query
  const dataSourceId = (await dataSourceOfDatabase(vendor, id)) ?? id
  const { results, ...page } = await callNotion(vendor, {
    method: 'POST',
    path: ['data_sources', dataSourceId, 'query'],
    json: { filter, sorts, ...pageBody(position) },
    schema: querySchema,
    writes: false,
  })
  return { rows: results, ...pageFacts(page) }
}
