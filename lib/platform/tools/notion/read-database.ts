import { z } from 'zod'
import { nextCursor, pageArguments, pageOf, readPosition } from '../pages'
import { defineTool } from '../tool'
import { invalidArgument } from '../tool-failure'
import { filterArgument, sortsArgument } from './notion-filter'
import { idArgument } from './notion-id'
import { queryDatabase, searchNotion } from './notion-lists'
import { presentResult } from './notion-result'
import { presentRow, rowSchema } from './notion-row'

export const readDatabase = defineTool({
  service: 'notion',
  name: 'read_database',
  description:
    'Reads the rows of a database of Notion, with their properties as plain values. Without a database, lists the databases that are shared with the app.',
  effect: 'reads',
  input: z.object({
    database_id: idArgument('The id of a database, or of one of its data sources.').optional(),
    filter: filterArgument,
    sorts: sortsArgument,
    ...pageArguments(100),
  }),
  output: z.object({
    databases: z.array(z.object({ id: z.string(), title: z.string(), url: z.string() })).optional(),
    rows: z.array(rowSchema).optional(),
    incomplete: z
      .boolean()
      .optional()
      .describe('True when Notion leaves rows out. A narrower filter finds them.'),
    ...nextCursor,
  }),
  examples: [
    {},
    {
      database_id: 'da7aba5e-0000-4000-8000-000000000001',
      filter: { property: 'Status', select: { equals: 'To do' } },
      sorts: [{ property: 'Due', direction: 'ascending' }],
    },
  ],
  async run({ database_id, filter, sorts, ...page }, vendor) {
    if (database_id === undefined && (filter || sorts))
      throw invalidArgument('database_id', 'a filter and sorts need it')
    const position = readPosition(page, 20)
    const read =
      database_id === undefined
        ? await searchNotion(vendor, { kind: 'data_source', position })
        : await queryDatabase(vendor, database_id, { filter, sorts, position })
    const incomplete = read.isIncomplete && { incomplete: true }
    if ('found' in read) {
      const databases = read.found.map(presentResult).map(({ kind: _, ...database }) => database)
      const { items, ...next } = pageOf(databases, position, read.nextPage)
      return { databases: items, ...incomplete, ...next }
    }
    const { items, ...next } = pageOf(read.rows.map(presentRow), position, read.nextPage)
    return { rows: items, ...incomplete, ...next }
  },
})
