import { z } from 'zod'

interface FakeBot {
  webhookUrl: string
  secret: string
  allowedUpdates: string[]
}

const parametersSchema = z.object({
  url: z.string().default(''),
  secret_token: z.string().default(''),
  allowed_updates: z.array(z.string()).default([]),
})

/** A Telegram at which every token belongs to a bot, with the calls that connect a bot and set its webhook. */
export interface FakeTelegram {
  network: (request: Request) => Promise<Response>
  /** The bots that were asked about, by their ids. */
  bot: (id: string) => FakeBot
  /** The methods that were called, each with the id of the bot. */
  calls: string[]
}

export function fakeTelegram(): FakeTelegram {
  const bots = new Map<string, FakeBot>()
  const calls: string[] = []

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
    throw new Error(`nobody expects ${method}`)
  }

  return {
    bot,
    calls,
    async network(request) {
      const [, id = '', method = ''] = /\/bot(\d+):[^/]+\/(\w+)$/.exec(request.url) ?? []
      calls.push(`${id} ${method}`)
      return Response.json({ ok: true, result: await answer(id, method, request) })
    },
  }
}
