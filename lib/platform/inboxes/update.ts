import { z } from 'zod'

const maxTextLength = 8192

/**
 * Returns a text that both databases can store, cut to a length. They refuse the character NUL,
 * which is removed, and halves of surrogate pairs, which are replaced.
 */
function storable(text: string, maxLength: number): string {
  return text.slice(0, maxLength).toWellFormed().replaceAll('\0', '')
}

const idSchema = z.int()
const textSchema = z.string().max(100_000)
const chatSchema = z.object({
  id: idSchema,
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: textSchema.optional(),
  first_name: textSchema.optional(),
  last_name: textSchema.optional(),
  username: z
    .string()
    .regex(/^\w{1,64}$/)
    .optional()
    .catch(undefined),
})
const messageSchema = z.object({
  message_id: z.int().positive(),
  chat: chatSchema,
  date: z.int().min(0).max(100_000_000_000),
  edit_date: z.int().min(0).max(100_000_000_000).optional(),
  text: textSchema.optional(),
  caption: textSchema.optional(),
  migrate_to_chat_id: idSchema.optional(),
})
/** The parts of an update that matter here (https://core.telegram.org/bots/api#update). */
const updateSchema = z.object({
  channel_post: messageSchema.optional(),
  edited_channel_post: messageSchema.optional(),
  message: messageSchema.optional(),
  my_chat_member: z
    .object({ chat: chatSchema, new_chat_member: z.object({ status: z.string().max(64) }) })
    .optional(),
})

/** The kinds of update that Telegram is asked to deliver (`allowed_updates`). */
export const receivedUpdates = ['channel_post', 'edited_channel_post', 'my_chat_member', 'message']

export interface SeenChat {
  id: string
  title: string
  username: string | null
  kind: string
}

export interface SeenPost {
  chatId: string
  messageId: number
  text: string
  /** Milliseconds since 1970. */
  at: number
  /**
   * Orders the versions of a post. An edit has a higher version than the post and all earlier
   * edits.
   */
  version: number
}

/** The parts of an update that the platform uses. */
export interface SeenUpdate {
  chat: SeenChat
  /** True when the bot is no longer in the chat. */
  hasLeft: boolean
  /** The id of the supergroup that the chat became. */
  movedTo?: string
  /**
   * The text of a message or post, which may contain the code that links the chat to a customer.
   */
  text: string
  /** The post, if the update is about one. Only posts of channels are stored. */
  post?: SeenPost
}

/** Reads an update. Returns `undefined` for an update of another kind or form. */
export function readUpdate(update: unknown): SeenUpdate | undefined {
  const { data } = updateSchema.safeParse(update)
  if (!data) return undefined
  const { my_chat_member: member, edited_channel_post: edited } = data
  if (member) {
    const hasLeft = ['left', 'kicked'].includes(member.new_chat_member.status)
    return { chat: seenChat(member.chat), hasLeft, text: '' }
  }
  const message = edited ?? data.channel_post ?? data.message
  if (!message) return undefined
  const chat = seenChat(message.chat)
  const text = storable(message.text ?? message.caption ?? '', maxTextLength)
  const movedTo = message.migrate_to_chat_id
  return {
    chat,
    hasLeft: false,
    text,
    ...(movedTo !== undefined && { movedTo: String(movedTo) }),
    ...(message !== data.message && { post: seenPost(chat.id, message, text) }),
  }
}

function seenChat(chat: z.infer<typeof chatSchema>): SeenChat {
  const { id, type, title, first_name, last_name, username } = chat
  const name = title ?? [first_name, last_name].filter(Boolean).join(' ')
  return {
    id: String(id),
    title: storable(name || String(id), 256),
    username: username ?? null,
    kind: type,
  }
}

/**
 * Gives an edit a higher version than the post itself, also when both were made in the same second.
 */
function seenPost(chatId: string, message: z.infer<typeof messageSchema>, text: string): SeenPost {
  const { message_id: messageId, date, edit_date } = message
  const version = edit_date === undefined ? date * 2 : edit_date * 2 + 1
  return { chatId, messageId, text, at: date * 1000, version }
}
