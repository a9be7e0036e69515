import { z } from 'zod'
import type { VendorSession } from '../vendor-session'
import { findTarget, requireNotOfOthers } from './chat-target'
import { inboxOf } from './inbox-of'
import { ChatMoved, callTelegram } from './telegram-api'

/** The arguments of every tool that sends a text. */
export const textArguments = {
  text: z.string().min(1).max(4096).describe('The message, at most 4096 characters.'),
  format: z
    .enum(['plain', 'html'])
    .optional()
    .describe(
      '"html" allows Telegram’s tags, such as <b>, <i>, <a href> and <code>. "plain" otherwise.',
    ),
  topic_id: z.int().positive().optional().describe('The id of the topic, in a group with topics.'),
}

export const sentOutput = z.object({ message_id: z.string(), chat_id: z.string() })

const messageSchema = z.looseObject({
  message_id: z.int(),
  chat: z.looseObject({ id: z.int(), type: z.string().max(32) }),
})

interface Text {
  chat: string
  text: string
  format?: 'plain' | 'html' | undefined
  topic_id?: number | undefined
}

/** Sends a text to a chat, or to the supergroup that the chat has become. Returns the ids of the message and of its chat. */
export async function sendText(vendor: VendorSession, { chat, ...text }: Text) {
  const inbox = inboxOf(vendor)
  const target = await findTarget(vendor, chat)
  const message = await sendTo(vendor, target, text).catch(async (error: unknown) => {
    if (!(error instanceof ChatMoved)) throw error
    await inbox.keepMove(target, error.newId)
    await requireNotOfOthers(vendor, error.newId)
    return sendTo(vendor, error.newId, text)
  })
  // Telegram sends a bot no updates about its own posts, so they are kept here. The call succeeds even when that fails.
  const kind = message.chat.type === 'channel' ? 'channel_post' : 'message'
  await inbox.keepSent({ [kind]: message }).catch(() => undefined)
  return { message_id: String(message.message_id), chat_id: String(message.chat.id) }
}

function sendTo(
  vendor: VendorSession,
  chat: string,
  { text, format, topic_id }: Omit<Text, 'chat'>,
) {
  return callTelegram(vendor, 'sendMessage', {
    json: {
      chat_id: chat,
      text,
      ...(format === 'html' && { parse_mode: 'HTML' }),
      ...(topic_id !== undefined && { message_thread_id: topic_id }),
    },
    schema: messageSchema,
    writes: true,
  })
}
