import { z } from 'zod'
import { nextCursor, pageArguments, readPosition } from '../pages'
import { defineTool } from '../tool'
import { emailSchema } from './email'
import { listEmails } from './list-emails'

export const searchInbox = defineTool({
  service: 'gmail',
  name: 'search_inbox',
  description:
    'Searches the whole mailbox of Gmail but spam and trash, newest first. Read the texts of what was found with read_emails and its ids.',
  effect: 'reads',
  input: z.object({
    query: z
      .string()
      .min(1)
      .max(1000)
      .describe(
        'As in the search box of Gmail, such as "from:ana@example.com is:unread newer_than:7d".',
      ),
    ...pageArguments(25),
  }),
  output: z.object({ emails: z.array(emailSchema), ...nextCursor }),
  examples: [{ query: 'from:tomas@northwind.example invoice' }, { query: 'is:unread', limit: 5 }],
  run: ({ query, ...page }, vendor) => listEmails(vendor, readPosition(page, 10), { q: query }),
})
