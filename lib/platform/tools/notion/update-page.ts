import { z } from 'zod'
import { defineTool } from '../tool'
import { invalidArgument } from '../tool-failure'
import { changePage } from './change-page'
import { idArgument } from './notion-id'
import { pageOutput } from './notion-page'
import { propertiesArgument } from './notion-property'

export const updatePage = defineTool({
  service: 'notion',
  name: 'update_page',
  description:
    'Changes a page of Notion: its title and properties, texts in its content, or more content at its end. It never deletes pages that are below it. Give at least one change. After a call without an answer, look before you repeat it.',
  effect: 'changes',
  input: z.object({
    page_id: idArgument('The id of the page.'),
    title: z.string().max(2000).optional().describe('The new title.'),
    properties: propertiesArgument,
    append_markdown: z
      .string()
      .min(1)
      .max(100_000)
      .optional()
      .describe('Markdown to add at the end of the content.'),
    replace: z
      .array(
        z.object({
          old: z
            .string()
            .min(1)
            .max(20_000)
            .describe('A text of the content, exactly as its Markdown has it. It occurs once.'),
          new: z.string().max(20_000).describe('What it becomes. Empty removes it.'),
        }),
      )
      .min(1)
      .max(50)
      .optional()
      .describe('Texts to replace.'),
    in_trash: z.boolean().optional().describe('True moves it to the trash, false brings it back.'),
  }),
  output: pageOutput,
  examples: [
    {
      page_id: 'a1b0c000-0000-4000-8000-000000000002',
      append_markdown: '- Next meeting: Monday',
    },
    {
      page_id: 'a1b0c000-0000-4000-8000-000000000011',
      properties: { Status: 'Done', Done: true },
    },
  ],
  async run({ page_id, ...changes }, vendor) {
    if (Object.keys(changes).length === 0) throw invalidArgument('page_id', 'give a change too')
    return changePage(vendor, page_id, changes)
  },
})
