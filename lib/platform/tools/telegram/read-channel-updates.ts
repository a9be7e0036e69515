import { z } from 'zod'
import { nextCursor, pageArguments, pageOf, readPosition } from '../pages'
import { defineTool } from '../tool'
import { chatArgument } from './chat-target'
import { inboxOf } from './inbox-of'
import { chatSchema, postSchema, presentChat, presentPost, readPosts, requireLinked } from './posts'
import { receiveUpdates } from './receive-updates'

const maxChats = 200

export const readChannelUpdates = defineTool({
  service: 'telegram',
  name: 'read_channel_updates',
  description:
    'Reads the posts of the channels that the bot administers, newest first, and the chats that it knows. Telegram gives bots no history: there are only posts from after the bot was connected, of the last 30 days.',
  effect: 'reads',
  input: z.object({
    channel: chatArgument
      .optional()
      .describe('Only posts of this channel: its id, or "@" and its name. The chats are left out.'),
    ...pageArguments(100),
  }),
  output: z.object({ posts: z.array(postSchema), chats: z.array(chatSchema), ...nextCursor }),
  examples: [{ limit: 10 }, { channel: '@acme_news' }],
  async run({ channel, ...page }, vendor) {
    const position = readPosition(page, 20)
    if (page.cursor === undefined) await receiveUpdates(vendor)
    await requireLinked(vendor)
    const isFirst = position.page === undefined || position.page.startsWith('first')
    const chats = channel === undefined && isFirst ? await inboxOf(vendor).listChats(maxChats) : []
    const { posts, firstPage, nextPage } = await readPosts(vendor, channel, position)
    const { items, ...next } = pageOf(
      [...chats.map(presentChat), ...posts.map(presentPost)],
      { ...position, page: position.page ?? firstPage },
      nextPage,
    )
    return {
      chats: items.filter((item) => 'title' in item),
      posts: items.filter((item) => 'text' in item),
      ...next,
    }
  },
})
