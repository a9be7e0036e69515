import { expect, test } from 'vitest'
import { z } from 'zod'
import { botInbox } from '@/tests/support/bot-inbox'
import { describeOnBothStores } from '@/tests/support/stores'
import { runOnWire } from '@/tests/support/tool-wire'
import { postToGroup } from './post-to-group'
import { chatSchema, postSchema } from './posts'
import { readChannelUpdates } from './read-channel-updates'
import { sendMessage } from './send-message'

const use = { environment: 'live', botId: '12', accountId: 'acct_1' }
const credential = { accessToken: '12:canary_token' }
const done = (result: unknown) => Response.json({ ok: true, result })
const refused = (status: number, description: string, parameters?: object) => () =>
  Response.json({ ok: false, error_code: status, description, parameters }, { status })
const sent = (id: number, type = 'private') =>
  done({ message_id: 5, date: 1_793_520_000, chat: { id, type }, text: 'Hi' })

describeOnBothStores('our requests to Telegram', async (openStore) => {
  const storage = await openStore()
  const inbox = botInbox(storage, use)

  test('send_message sends a text with the token in the path', async () => {
    const call = { chat_id: 41, text: 'Hi <b>you</b>', format: 'html', topic_id: 7 }
    const { output, sent: requests } = await runOnWire(sendMessage, call, {
      credential,
      inbox,
      answer: () => sent(41),
    })
    expect(output).toEqual({ chat_id: '41', message_id: '5' })
    const [request] = requests
    expect(request?.method).toBe('POST')
    expect(request?.url).toBe('https://api.telegram.org/bot12:canary_token/sendMessage')
    expect(request?.headers.get('content-type')).toContain('application/json')
    expect(JSON.parse(request?.body ?? '')).toEqual({
      chat_id: '41',
      text: 'Hi <b>you</b>',
      parse_mode: 'HTML',
      message_thread_id: 7,
    })
  })

  test('the shared bot is used with the token of the configuration', async () => {
    const { sent: requests } = await runOnWire(
      sendMessage,
      { chat_id: '@somebody_1', text: 'Hi' },
      {
        credential: { accessToken: '', details: { shared: 'true' } },
        client: { secret: '99:shared' },
        inbox,
        answer: () => sent(41),
      },
    )
    expect(requests[0]?.url).toBe('https://api.telegram.org/bot99:shared/sendMessage')
  })

  test.each([
    [refused(400, 'Bad Request: chat not found'), 'vendor_refused', 'read_channel_updates lists'],
    [refused(403, 'Forbidden: bot was blocked by the user'), 'vendor_refused', 'Only that person'],
    [refused(403, 'Forbidden: bot was kicked'), 'vendor_refused', 'add the bot to the chat again'],
    [refused(404, 'Not Found'), 'vendor_refused', 'Not Found'],
    [refused(502, 'Bad Gateway'), 'outcome_unknown', 'nobody knows'],
    [() => new Response('<h1>x</h1>'), 'outcome_unknown', 'nobody knows'],
    [() => done({ message: 'none' }), 'outcome_unknown', 'nobody knows'],
  ])('an answer of Telegram is told as a failure: %#', async (answer, kind, words) => {
    const call = { chat_id: '41', text: 'Hi' }
    const { failure } = await runOnWire(sendMessage, call, { credential, inbox, answer })
    expect(failure).toMatchObject({ kind, message: expect.stringContaining(words) })
    expect(String(failure)).not.toContain('canary')
  })

  test('the time that Telegram asks to wait is in the body', async () => {
    const answer = refused(429, 'Too Many Requests: retry after 35', { retry_after: 35 })
    const call = { chat_id: '41', text: 'Hi' }
    const { failure } = await runOnWire(sendMessage, call, { credential, inbox, answer })
    expect(failure).toMatchObject({ kind: 'rate_limited', details: { retryAfterMs: 35_000 } })
  })

  test('a group that became a supergroup is sent to once there, and remembered', async () => {
    const upgraded = 'Bad Request: group chat was upgraded to a supergroup chat'
    const answer = ({ body }: { body: string }) =>
      body.includes('"-77"')
        ? refused(400, upgraded, { migrate_to_chat_id: -1_001_000_000_077 })()
        : sent(-1_001_000_000_077, 'supergroup')
    const call = { group_id: '-77', text: 'Hi' }
    const first = await runOnWire(postToGroup, call, { credential, inbox, answer })
    expect(first.output).toEqual({ chat_id: '-1001000000077', message_id: '5' })
    expect(first.sent).toHaveLength(2)
    const second = await runOnWire(postToGroup, call, { credential, inbox, answer })
    expect(second.sent).toHaveLength(1)
  })

  test('a person is no group', async () => {
    const call = { group_id: 41, text: 'Hi' }
    const { failure, sent: requests } = await runOnWire(postToGroup, call, {
      credential,
      inbox,
      answer: () => sent(41),
    })
    expect(failure).toMatchObject({ kind: 'invalid_arguments' })
    expect(requests).toEqual([])
  })

  test('read_channel_updates confirms what it has received, and goes on from page to page', async () => {
    const botUse = { ...use, botId: '13' }
    const ownInbox = botInbox(storage, botUse)
    const chat = { id: -1_001_000_000_013, type: 'channel', title: 'News\u202e' }
    const posts = [1, 2, 3].map((message_id) => ({
      update_id: 900 + message_id,
      channel_post: {
        message_id,
        date: 1_793_520_000 + message_id,
        chat,
        text: `Post ${message_id}`,
      },
    }))
    const offsets: unknown[] = []
    const options = {
      credential: { accessToken: '13:own' },
      inbox: ownInbox,
      answer: ({ body }: { body: string }) => {
        const { offset } = JSON.parse(body)
        offsets.push(offset)
        return done(offset === undefined ? posts : [])
      },
    }
    const first = await runOnWire(readChannelUpdates, { limit: 2 }, options)
    expect(first.output).toMatchObject({
      chats: [{ id: '-1001000000013', title: 'News', kind: 'channel' }],
      posts: [{ id: '3', text: 'Post 3', at: '2026-11-01T08:00:03.000Z' }, { id: '2' }],
    })
    expect(offsets).toEqual([undefined, 904])
    await ownInbox.receive([
      { channel_post: { message_id: 4, date: 1_793_520_004, chat, text: 'In between' } },
    ])
    const cursor = first.output?.next_cursor
    const second = await runOnWire(readChannelUpdates, { limit: 2, cursor }, options)
    expect(second.output).toEqual({ chats: [], posts: [expect.objectContaining({ id: '1' })] })
    expect(second.sent).toEqual([])
  })

  test('many chats and long posts are answered in parts under 20 KB', async () => {
    const ownInbox = botInbox(storage, { ...use, botId: '14' })
    const chatOf = (id: number) => ({ id: -id, type: 'channel', title: 'Ж'.repeat(300) })
    const updates = Array.from({ length: 120 }, (_, index) => ({
      channel_post: {
        message_id: index + 1,
        date: 1_793_520_000 + index,
        chat: chatOf(1000 + index),
        text: '語'.repeat(4096),
      },
    }))
    await ownInbox.receive(updates)
    const [chats, posts] = [new Set<string>(), new Set<string>()]
    let cursor: string | undefined
    do {
      const { output } = await runOnWire(
        readChannelUpdates,
        { limit: 50, ...(cursor && { cursor }) },
        { credential: { accessToken: '14:own' }, inbox: ownInbox, answer: () => done([]) },
      )
      const written = JSON.stringify(output)
      expect(Buffer.byteLength(written)).toBeLessThan(20_000)
      for (const { id } of z.array(chatSchema).parse(output?.chats)) chats.add(id)
      for (const { id } of z.array(postSchema).parse(output?.posts)) posts.add(id)
      cursor = z.string().optional().parse(output?.next_cursor)
    } while (cursor)
    expect([chats.size, posts.size]).toEqual([120, 120])
    await ownInbox.empty()
    expect(await ownInbox.listChats(1)).toEqual([])
  })

  test('a bot whose posts another program receives is left alone', async () => {
    const webhookInbox = botInbox(storage, use, { settings: { appUrl: 'https://miteos.example' } })
    const { failure, sent: requests } = await runOnWire(
      readChannelUpdates,
      {},
      {
        credential,
        inbox: webhookInbox,
        answer: () => done({ url: 'https://somebody.example/hook' }),
      },
    )
    expect(failure).toMatchObject({
      kind: 'vendor_refused',
      message: expect.stringContaining('Another program receives the posts'),
    })
    expect(requests.map(({ url }) => url.split('/').at(-1))).toEqual(['getWebhookInfo'])
  })
})
