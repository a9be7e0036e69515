import type { World } from '../worlds'
import { readHtml } from './telegram-html'
import {
  addUpdate,
  type Chat,
  changeState,
  chatFields,
  chats,
  readState,
  updates,
} from './telegram-world'

/** A call of a method of the Bot API with a token that is accepted. */
export interface TelegramCall {
  world: World
  parameters: URLSearchParams
  bot: object
  /** Milliseconds since 1970. */
  now: number
}

/** The status and the fields of an error answer of Telegram. */
export interface TelegramRefusal {
  status: 400 | 401 | 403 | 404 | 409
  description: string
  parameters?: object
}

/** The answer of a method, without `ok`. */
interface TelegramResult {
  result: unknown
  description?: string
}

type Method = (call: TelegramCall) => Promise<TelegramResult | TelegramRefusal>

const bad = (description: string, parameters?: object): TelegramRefusal => ({
  status: 400,
  description: `Bad Request: ${description}`,
  ...(parameters && { parameters }),
})

async function findChat(world: World, named: string | null) {
  const name = named?.startsWith('@') ? named.slice(1).toLowerCase() : undefined
  const found = (await world.list(chats)).find(({ id, content }) =>
    name === undefined ? id === named : content.username?.toLowerCase() === name,
  )
  return found && { id: Number(found.id), chat: found.content }
}

/** Returns Telegram's refusal of a message to a chat, or `undefined`. */
function refusalOf(chat: Chat, thread: string | null): TelegramRefusal | undefined {
  if (chat.migratedTo !== undefined) {
    return bad('group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.migratedTo,
    })
  }
  if (chat.hasBlockedBot)
    return { status: 403, description: 'Forbidden: bot was blocked by the user' }
  if (thread !== null && !chat.topics?.includes(Number(thread)))
    return bad('message thread not found')
  return undefined
}

function readText(parameters: URLSearchParams) {
  const given = parameters.get('text') ?? ''
  const mode = parameters.get('parse_mode')?.toLowerCase() ?? ''
  if (!['', 'html', 'markdown', 'markdownv2'].includes(mode)) return bad('unsupported parse_mode')
  const read = mode === 'html' ? readHtml(given) : { text: given }
  if ('problem' in read) return bad(`can't parse entities: ${read.problem}`)
  const text = read.text.trim()
  if (text === '') return bad('message text is empty')
  return text.length > 4096 ? bad('message is too long') : text
}

/**
 * Sends a message. Unlike in Telegram, the updates of a bot include what the bot itself posts to a channel, so that an SDK
 * can read what a tool has written.
 */
const sendMessage: Method = async ({ world, parameters, bot, now }) => {
  const text = readText(parameters)
  if (typeof text !== 'string') return text
  const found = await findChat(world, parameters.get('chat_id'))
  if (!found) return bad('chat not found')
  const { id, chat } = found
  const thread = parameters.get('message_thread_id')
  const refusal = refusalOf(chat, thread)
  if (refusal) return refusal
  return world.change(async (changing) => {
    const message_id = (await readState(changing)).lastMessageId + 1
    await changeState(changing, { lastMessageId: message_id })
    const fields = chatFields(id, chat)
    const isPost = chat.type === 'channel'
    const message = {
      message_id,
      ...(isPost ? { sender_chat: fields } : { from: bot }),
      chat: fields,
      date: Math.floor(now / 1000),
      text,
      ...(thread !== null && { message_thread_id: Number(thread), is_topic_message: true }),
    }
    if (isPost) await addUpdate(changing, { channel_post: message })
    return { result: message }
  })
}

const getChat: Method = async ({ world, parameters }) => {
  const found = await findChat(world, parameters.get('chat_id'))
  if (!found) return bad('chat not found')
  const { id, chat } = found
  return { result: { ...chatFields(id, chat), accent_color_id: 0, max_reaction_count: 11 } }
}

/** Returns the JSON list of the kinds of update that a call asks for, or `undefined` for all kinds. */
function allowedUpdates(parameters: URLSearchParams): string | undefined {
  const given = parameters.get('allowed_updates')
  return given === null || given === '[]' ? undefined : given
}

const getUpdates: Method = async ({ world, parameters }) => {
  const { webhookUrl } = await readState(world)
  if (webhookUrl !== '') {
    return {
      status: 409,
      description:
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    }
  }
  const offset = Number(parameters.get('offset') ?? 0) || 0
  const limit = Math.min(Math.max(Number(parameters.get('limit')) || 100, 1), 100)
  const allowed = allowedUpdates(parameters)
  return world.change(async (changing) => {
    const waiting = await changing.list(updates)
    const kept =
      offset < 0 ? waiting.slice(offset) : waiting.filter(({ id }) => Number(id) >= offset)
    for (const { id } of waiting.filter((update) => !kept.includes(update)))
      await changing.remove(updates, id)
    const isAllowed = (update: object) =>
      allowed === undefined || Object.keys(update).some((kind) => allowed.includes(`"${kind}"`))
    const wanted = kept.map(({ content }) => content).filter(isAllowed)
    return { result: wanted.slice(0, limit) }
  })
}

const setWebhook: Method = async ({ world, parameters }) => {
  const url = parameters.get('url') ?? ''
  if (url !== '' && !/^https:\/\/[^/]+\.[^/]+/.test(url))
    return bad('bad webhook: An HTTPS URL must be provided for webhook')
  await world.change((changing) => changeState(changing, { webhookUrl: url }))
  return { result: true, description: url ? 'Webhook was set' : 'Webhook is already deleted' }
}

const deleteWebhook: Method = async ({ world }) => {
  const { webhookUrl } = await readState(world)
  await world.change((changing) => changeState(changing, { webhookUrl: '' }))
  return {
    result: true,
    description: webhookUrl ? 'Webhook was deleted' : 'Webhook is already deleted',
  }
}

const getWebhookInfo: Method = async ({ world }) => {
  const { webhookUrl } = await readState(world)
  const pending_update_count = (await world.list(updates)).length
  return { result: { url: webhookUrl, has_custom_certificate: false, pending_update_count } }
}

/** The methods that work in the world of a bot, by their names in lower case, because Telegram ignores the case. */
export const telegramMethods: Readonly<Record<string, Method>> = {
  sendmessage: sendMessage,
  getchat: getChat,
  getupdates: getUpdates,
  setwebhook: setWebhook,
  deletewebhook: deleteWebhook,
  getwebhookinfo: getWebhookInfo,
}
