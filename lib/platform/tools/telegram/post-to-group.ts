import { z } from 'zod'
import { defineTool } from '../tool'
import { invalidArgument } from '../tool-failure'
import { chatArgument } from './chat-target'
import { inboxOf } from './inbox-of'
import { sendText, sentOutput, textArguments } from './send-text'

export const postToGroup = defineTool({
  service: 'telegram',
  name: 'post_to_group',
  description:
    'Posts a message as the bot to a group that it belongs to, or to a topic of the group. When the group has become a supergroup, the answer has its new id.',
  effect: 'adds',
  input: z.object({
    group_id: chatArgument.describe('The id of the group, or "@" and the name of a public one.'),
    ...textArguments,
  }),
  output: sentOutput,
  examples: [
    { group_id: '-200000002', text: 'The meeting begins in ten minutes.' },
    { group_id: '-1001000000003', text: 'A new idea for the roadmap.', topic_id: 7 },
  ],
  async run({ group_id, ...text }, vendor) {
    const chat = String(group_id)
    const known = await inboxOf(vendor).findChat(chat)
    if (/^\d/.test(chat) || known?.kind === 'private' || known?.kind === 'channel')
      throw invalidArgument('group_id', 'it is not a group; use send_message')
    return sendText(vendor, { chat, ...text })
  },
})
