import { z } from 'zod'
import { defineTool } from '../tool'
import { chatArgument } from './chat-target'
import { sendText, sentOutput, textArguments } from './send-text'

export const sendMessage = defineTool({
  service: 'telegram',
  name: 'send_message',
  description:
    'Sends a message as the bot to a person who has written to it, to a channel that it administers, or to a group.',
  effect: 'adds',
  input: z.object({
    chat_id: chatArgument.describe('The id of the chat, or "@" and the name of a public channel.'),
    ...textArguments,
  }),
  output: sentOutput,
  examples: [
    { chat_id: '-1001000000001', text: 'Version 2.5 is out.' },
    { chat_id: '300000004', text: 'Your report is <b>ready</b>.', format: 'html' },
  ],
  run: ({ chat_id, ...text }, vendor) => sendText(vendor, { chat: String(chat_id), ...text }),
})
