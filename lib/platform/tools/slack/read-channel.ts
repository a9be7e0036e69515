import { z } from 'zod'
import { nextCursor, pageArguments, pageOf, readPosition } from '../pages'
import { timeArgument } from '../time-argument'
import { defineTool } from '../tool'
import { callSlack } from './slack-api'
import { channelArgument, findChannelId, listChannels } from './slack-channel'
import { messageSchema, presentMessage, slackMessageSchema } from './slack-message'
import { slackTime } from './slack-time'

const historySchema = z.object({
  messages: z.array(slackMessageSchema).max(1000),
  response_metadata: z
    .object({ next_cursor: z.string().max(4096) })
    .partial()
    .nullish(),
})

export const readChannel = defineTool({
  service: 'slack',
  name: 'read_channel',
  description:
    'Reads the messages of a public channel of Slack, newest first. Without a channel, lists the channels.',
  effect: 'reads',
  input: z.object({
    channel: channelArgument.optional(),
    since: timeArgument('Only messages after this date or time.'),
    ...pageArguments(100),
  }),
  output: z.object({
    channels: z
      .array(z.object({ id: z.string(), name: z.string(), is_member: z.boolean().optional() }))
      .optional(),
    messages: z.array(messageSchema).optional(),
    ...nextCursor,
  }),
  examples: [{ channel: 'general', limit: 10 }, {}],
  async run({ channel, since, ...page }, vendor) {
    const position = readPosition(page, 15)
    if (channel === undefined) {
      const listed = await listChannels(vendor, { limit: position.limit, cursor: position.page })
      const { items, ...next } = pageOf(listed.channels, position, listed.nextPage)
      return { channels: items, ...next }
    }
    const { messages, response_metadata } = await callSlack(vendor, 'conversations.history', {
      form: {
        channel: await findChannelId(vendor, channel),
        limit: position.limit,
        cursor: position.page,
        oldest: since && slackTime(since),
      },
      schema: historySchema,
      writes: false,
    })
    const nextPage = response_metadata?.next_cursor
    const { items, ...next } = pageOf(messages.map(presentMessage), position, nextPage)
    return { messages: items, ...next }
  },
})
