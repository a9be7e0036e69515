import { z } from 'zod'

interface FakeBot {
  webhookUrl: string
  secret: string
  allowedUpdates: string[]
}

/** A chat with all its public names. Telegram tells bots only the first name. */
interface FakeChat {
  id: number
  type: string
  title: string
  names: readonly string[]
  /** The id of the supergroup that the group has become. */
  movedTo?: number
}

const parametersSchema = z.object({
  url: z.string().default(''),
  secret_token: z.string().default(''),
  allowed_updates: z.array(z.string()).default([]),
})

const messageSchema = z.object({
  chat_id: z.string().or(z.int()),
  text: z.string().default(''),
})

/** A fake Telegram with the methods that connect a bot, set its webhook and send messages. Every token belongs to a bot. */
export interface FakeTelegram {
  network: (request: Request) => Promise<Response>
  /** The chats to which every bot can send. */
  chats: FakeChat[]
  /** The texts that were sent, each with the id of its chat. */
  sent: string[]
  /** Returns the webhook of the bot with this id, with empty fields when none was set. */
  bot: (id: string) => FakeBot
  /** The methods that were called, each with the id of the bot. */
  calls: string[]
}

class Refusal extends Error {
  constructor(
    description: string,
    readonly parameters?: object,
  ) {
    super(`Bad Request: ${description}`)
  }
}

/**
 * Returns whether a chat is the one that a text names. Telegram reads a name without its dots and without regard to case,
 * and an id as a number up to the first character that is no digit.
 */
function isNamed({ id, names }: FakeChat, named: string): boolean {
  if (!named.startsWith('@')) return Number(/^-?\d+/.exec(named)?.[0] ?? 0) === id
  return names.includes(named.slice(1).replaceAll('.', '').trim().toLowerCase())
}

export function fakeTelegram(): FakeTelegram {
  const bots = new Map<string, FakeBot>()
  const calls: string[] = []
  const chats: FakeChat[] = []
  const sent: string[] = []

  function bot(id: string): FakeBot {
    const found = bots.get(id) ?? { webhookUrl: '', secret: '', allowedUpdates: [] }
    bots.set(id, found)
    return found
  }

  async function answer(id: string, method: string, request: Request): Promise<unknown> {
    if (method === 'getMe') return { id: Number(id), is_bot: true, username: `bot_${id}` }
    if (method === 'getWebhookInfo') return { url: bot(id).webhookUrl }
    if (method === 'setWebhook') {
      const parameters = parametersSchema.parse(await request.json())
      const { url: webhookUrl, secret_token: secret, allowed_updates: allowedUpdates } = parameters
      bots.set(id, { webhookUrl, secret, allowedUpdates })
      return true
    }
    if (method === 'deleteWebhook') {
      bots.delete(id)
      return true
    }
    if (method === 'getChat' || method === 'sendMessage') {
      const { chat_id, text } = messageSchema.parse(await request.json())
      const found = chats.find((chat) => isNamed(chat, String(chat_id)))
      if (!found) throw new Refusal('chat not found')
      const { names, movedTo, ...chat } = { ...found, username: found.names[0] }
      if (movedTo !== undefined)
        throw new Refusal('group chat was upgraded', { migrate_to_chat_id: movedTo })
      if (method === 'getChat') return chat
      sent.push(`${chat.id} ${text}`)
      return { message_id: 100 + sent.length, date: 1_793_530_000, chat, text }
    }
    throw new Error(`nobody expects ${method}`)
  }

  return {
    bot,
    calls,
    chats,
    sent,
    async network(request) {
      const [, id = '', method = ''] = /\/bot(\d+):[^/]+\/(\w+)$/.exec(request.url) ?? []
      calls.push(`${id} ${method}`)
      try {
        return Response.json({ ok: true, result: await answer(id, method, request) })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const { message: description, parameters } = error
        const refusal = { ok: false, error_code: 400, description, parameters }
        return Response.json(refusal, { status: 400 })
      }
    },
  }
}
