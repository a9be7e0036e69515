import { z } from 'zod'
import { defineTool } from '../tool'
import { callNotion } from './notion-api'
import { idArgument } from './notion-id'
import { pageOutput, presentPage, writtenPageSchema } from './notion-page'
import { findParent } from './notion-parent'
import { propertiesArgument } from './notion-property'
import { shapeProperties } from './notion-schema'

export const createPage = defineTool({
  service: 'notion',
  name: 'create_page',
  description:
    'Creates a page in Notion below another page, or a row in a database. The content is Markdown. Only a row has properties besides its title. Notion cannot tell whether a call without an answer created the page, so look before you repeat it.',
  effect: 'adds',
  input: z.object({
    parent_id: idArgument('The id of a page, a database, or a data source of a database.'),
    title: z.string().min(1).max(2000).describe('The title of the page.'),
    markdown: z.string().max(100_000).optional().describe('The content.'),
    properties: propertiesArgument,
  }),
  output: pageOutput,
  examples: [
    {
      parent_id: 'a1b0c000-0000-4000-8000-000000000001',
      title: 'Release plan',
      markdown: '## Steps\n\n- [ ] Write the notes\n- [ ] Tell the customers',
    },
    {
      parent_id: 'da7aba5e-0000-4000-8000-000000000001',
      title: 'Order flour',
      properties: { Status: 'To do', Estimate: 2, Due: '2026-11-20', Done: false, Tags: ['Shop'] },
    },
  ],
  async run({ parent_id, title, markdown, properties }, vendor) {
    const { parent, schema } = await findParent(vendor, parent_id)
    const page = await callNotion(vendor, {
      method: 'POST',
      path: ['pages'],
      json: { parent, properties: shapeProperties(schema, { title, properties }), markdown },
      schema: writtenPageSchema,
      writes: true,
    })
    return presentPage(page)
  },
})
