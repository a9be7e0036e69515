import { z } from 'zod'
import { nextCursor, pageArguments, pageOf, readPosition } from '../pages'
import { defineTool } from '../tool'
import { messageSchema } from './slack-message'
import { searchSlack } from './slack-search'

export const searchMessages = defineTool({
  service: 'slack',
  name: 'search_messages',
  description:
    'Searches the messages in the public channels of Slack, as the person who connected it. Slack may also find messages that are only about the same subject.',
  effect: 'reads',
  input: z.object({
    query: z.string().min(1).max(500).describe('Words or a question.'),
    ...pageArguments(20),
  }),
  output: z.object({
    messages: z.array(
      messageSchema.extend({
        channel: z.string().describe('The id of the channel.'),
        permalink: z.string().optional(),
      }),
    ),
    ...nextCursor,
  }),
  examples: [{ query: 'release', limit: 5 }],
  async run({ query, ...page }, vendor) {
    const position = readPosition(page, 20)
    const { messages, nextPage } = await searchSlack(vendor, query, position)
    const { items, ...next } = pageOf(messages, position, nextPage)
    return { messages: items, ...next }
  },
})
