import { z } from 'zod'
import { defineTool } from '../tool'
import type { VendorSession } from '../vendor-session'
import { findPosted, metadataOf } from './posted-message'
import { callSlack } from './slack-api'
import { channelArgument, findChannelId } from './slack-channel'

const postedSchema = z.object({ channel: z.string().max(64), ts: z.string().max(64) })
const permalinkSchema = z.object({ permalink: z.string().max(2048) })

/** Returns the output for a posted message. When its link cannot be read, leaves out the link, because the message is there. */
async function presentPosted(vendor: VendorSession, channel: string, ts: string) {
  const link = await callSlack(vendor, 'chat.getPermalink', {
    form: { channel, message_ts: ts },
    schema: permalinkSchema,
    writes: false,
  }).catch(() => undefined)
  return { channel_id: channel, message_id: ts, ...link }
}

export const postMessage = defineTool({
  service: 'slack',
  name: 'post_message',
  description: 'Posts a message to a public channel of Slack as the app, or answers in a thread.',
  effect: 'adds',
  input: z.object({
    channel: channelArgument,
    text: z.string().min(1).max(12_000).describe('The message, in Slack’s Markdown.'),
    thread: z.string().max(64).optional().describe('The id of the message to answer.'),
  }),
  output: z.object({
    channel_id: z.string(),
    message_id: z.string(),
    permalink: z.string().optional(),
  }),
  examples: [{ channel: 'general', text: 'The release is out.' }],
  async run({ channel, text, thread }, vendor) {
    const channelId = await findChannelId(vendor, channel)
    const posted = await callSlack(vendor, 'chat.postMessage', {
      form: {
        channel: channelId,
        markdown_text: text,
        thread_ts: thread,
        metadata: metadataOf(vendor),
      },
      schema: postedSchema,
      writes: true,
    })
    return presentPosted(vendor, posted.channel, posted.ts)
  },
  async findDone({ channel, thread }, vendor) {
    const channelId = await findChannelId(vendor, channel)
    const ts = await findPosted(vendor, channelId, thread)
    return ts === undefined ? undefined : presentPosted(vendor, channelId, ts)
  },
})
