import { expect } from 'vitest'
import { z } from 'zod'
import { postSchema } from '@/lib/platform/tools/telegram/posts'
import { readChannelUpdates } from '@/lib/platform/tools/telegram/read-channel-updates'
import type { Storage } from '@/lib/storage/database'
import { botInbox } from './bot-inbox'
import { fakeTelegram } from './fake-telegram'
import { type Client, newKeys, platformOn, type TestServer } from './platform'
import { runOnWire } from './tool-wire'

export const appUrl = 'https://miteos.example'
const sharedToken = '99:canary_shared'
/** The settings of a server with a public address and a bot of its own. */
export const settings = {
  appUrl,
  liveClients: { telegram: { id: '99', secret: sharedToken } },
}
/** The channel of all posts. */
export const chat = {
  id: -1_001_000_000_042,
  type: 'channel',
  title: 'Acme News',
  username: 'acme_news',
}
/** Returns an update about a post in the channel. */
export const post = (message_id: number, text: string, fields: object = {}) => ({
  channel_post: { message_id, date: 1_793_520_000 + message_id, chat, text, ...fields },
})

/** Creates a server with a public address and a fake Telegram, with functions that send updates and read posts as an agent does. */
export function scene(storage: Storage) {
  const keys = newKeys()
  const telegram = fakeTelegram()
  const server = platformOn(storage, { settings, keys, network: telegram.network })
  const deliver = (botId: string, update: unknown, secret = telegram.bot(botId).secret) =>
    server.anonymous('POST', new URL(telegram.bot(botId).webhookUrl || appUrl).pathname, {
      headers: { 'x-telegram-bot-api-secret-token': secret },
      body: JSON.stringify({ update_id: 1, ...Object(update) }),
    })
  const session = (botId: string, accountId: string) => ({
    credential: { accessToken: `${botId}:own` },
    inbox: botInbox(storage, { environment: 'live', botId, accountId }, { keys, settings }),
  })
  const read = (botId: string, accountId = 'acct_1', input: object = {}) =>
    runOnWire(readChannelUpdates, input, {
      ...session(botId, accountId),
      answer: () => Response.json({ ok: true, result: { url: telegram.bot(botId).webhookUrl } }),
    })
  const textsOf = async (botId: string, accountId?: string) => {
    const { output } = await read(botId, accountId)
    return z
      .array(postSchema)
      .parse(output?.posts)
      .map(({ text }) => text)
  }
  return { keys, telegram, server, deliver, session, read, textsOf }
}

/** Connects a bot, and returns the path of the integration. */
export async function connect({ platform }: TestServer, client: Client, body: object = {}) {
  const answer = await client.post('/v1/integrations', { service: 'telegram', ...body })
  await platform.runBackground()
  const { id } = await answer.json()
  expect(answer.status).toBe(201)
  return `/v1/integrations/${id}`
}
