import { z } from 'zod'
import { nextCursor, pageArguments, pageOf, readPosition } from '../pages'
import { defineTool } from '../tool'
import { searchNotion } from './notion-lists'
import { presentResult, resultSchema } from './notion-result'

export const searchWorkspace = defineTool({
  service: 'notion',
  name: 'search_workspace',
  description:
    'Finds pages and databases of Notion by their titles. It does not search in their contents, and finds only what is shared with the app. What was created a moment ago may be missing.',
  effect: 'reads',
  input: z.object({
    query: z.string().min(1).max(500).describe('A part of the title.'),
    kind: z.enum(['page', 'database']).optional().describe('Both when absent.'),
    ...pageArguments(100),
  }),
  output: z.object({ results: z.array(resultSchema), ...nextCursor }),
  examples: [{ query: 'handbook' }, { query: 'tasks', kind: 'database' }],
  async run({ query, kind, ...page }, vendor) {
    const position = readPosition(page, 20)
    const { found, nextPage } = await searchNotion(vendor, {
      query,
      kind: kind === 'database' ? 'data_source' : kind,
      position,
    })
    const { items, ...next } = pageOf(found.map(presentResult), position, nextPage)
    return { results: items, ...next }
  },
})
