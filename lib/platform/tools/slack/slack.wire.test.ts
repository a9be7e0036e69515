import { expect, test } from 'vitest'
import { runOnWire } from '@/tests/support/tool-wire'
import { createChannel } from './create-channel'
import { postMessage } from './post-message'
import { readChannel } from './read-channel'
import { searchMessages } from './search-messages'

const ok = (fields: object) => Response.json({ ok: true, ...fields })
const refused = (error: string) => () => Response.json({ ok: false, error })

test('post_message sends the text as Markdown with the token of the bot', async () => {
  const { output, sent } = await runOnWire(
    postMessage,
    { channel: 'C0123456789', text: 'Hello & *welcome*', thread: '1699999999.000100' },
    {
      credential: { details: { user_token: 'user-token' } },
      answer: (_, index) =>
        index === 0
          ? ok({ channel: 'C0123456789', ts: '1700000000.000200' })
          : ok({ permalink: 'https://acme.slack.com/archives/C0123456789/p1700000000000200' }),
    },
  )
  expect(output).toEqual({
    channel_id: 'C0123456789',
    message_id: '1700000000.000200',
    permalink: 'https://acme.slack.com/archives/C0123456789/p1700000000000200',
  })
  const [post] = sent
  expect([post?.method, post?.url]).toEqual(['POST', 'https://slack.com/api/chat.postMessage'])
  expect(post?.headers.get('authorization')).toBe('Bearer access-token')
  expect(Object.fromEntries(new URLSearchParams(post?.body))).toEqual({
    channel: 'C0123456789',
    markdown_text: 'Hello & *welcome*',
    thread_ts: '1699999999.000100',
  })
})

test('read_channel finds a channel by its name and reads only what is newer', async () => {
  const { output, sent } = await runOnWire(
    readChannel,
    { channel: '#general', since: '2026-11-01', limit: 2 },
    {
      answer: ({ url }) =>
        url.endsWith('conversations.list')
          ? ok({ channels: [{ id: 'C0123456789', name: 'general', is_member: true }] })
          : ok({
              messages: [{ ts: '1793523600.000200', user: 'U1', text: 'Hi\u202e \u0007there' }],
              response_metadata: { next_cursor: 'next' },
            }),
    },
  )
  expect(output).toMatchObject({
    messages: [
      { id: '1793523600.000200', author: 'U1', text: 'Hi there', at: '2026-11-01T09:00:00.000Z' },
    ],
    next_cursor: expect.any(String),
  })
  expect(Object.fromEntries(new URLSearchParams(sent[1]?.body))).toEqual({
    channel: 'C0123456789',
    limit: '2',
    oldest: String(Date.UTC(2026, 10, 1) / 1000),
  })
})

test.each([
  ['missing_scope', 'not_granted'],
  ['not_in_channel', 'vendor_refused'],
  ['ratelimited', 'rate_limited'],
  ['internal_error', 'outcome_unknown'],
])('the error %s of Slack is %s', async (error, kind) => {
  const call = { channel: 'C0123456789', text: 'x' }
  const { failure } = await runOnWire(postMessage, call, { answer: refused(error) })
  expect(failure).toMatchObject({ kind })
})

test.each([
  ['a web page', () => new Response('<h1>x</h1>', { headers: { 'content-type': 'text/html' } })],
  ['an answer of another form', () => Response.json([1, 2])],
  ['an error of the gateway', () => new Response('', { status: 502 })],
])('after %s nobody knows whether a message was posted', async (_, answer) => {
  const { failure } = await runOnWire(
    postMessage,
    { channel: 'C0123456789', text: 'x' },
    { answer },
  )
  expect(failure).toMatchObject({ kind: 'outcome_unknown' })
  const read = await runOnWire(readChannel, { channel: 'C0123456789' }, { answer })
  expect(read.failure).toMatchObject({ kind: 'unavailable' })
})

test('an argument that the tool does not have is refused by its name', () => {
  expect(() => postMessage.prepare({ channel: 'general', text: 'x', colour: 'red' })).toThrow(
    'The tool has no argument "colour".',
  )
  expect(() => postMessage.prepare({ channel: 'general' })).toThrow('The argument "text"')
})

const person = { details: { user_token: 'user-token', user_scopes: 'search:read.public' } }
const fieldsOf = (body = '') => Object.fromEntries(new URLSearchParams(body))

test('search_messages searches public channels with the token of the person', async () => {
  const found = {
    author_user_id: 'U1',
    channel_id: 'C0123456789',
    message_ts: '1793523600.000200',
    content: 'The \u202erelease',
    permalink: 'https://acme.slack.com/archives/C0123456789/p1793523600000200',
  }
  const { output, sent } = await runOnWire(
    searchMessages,
    { query: 'release', limit: 5 },
    {
      credential: person,
      answer: () => ok({ results: { messages: [found] }, response_metadata: { next_cursor: 'n' } }),
    },
  )
  expect(output).toEqual({
    messages: [
      {
        id: '1793523600.000200',
        author: 'U1',
        text: 'The release',
        at: '2026-11-01T09:00:00.000Z',
        channel: 'C0123456789',
        permalink: found.permalink,
      },
    ],
    next_cursor: expect.any(String),
  })
  expect(sent[0]?.url).toBe('https://slack.com/api/assistant.search.context')
  expect(sent[0]?.headers.get('authorization')).toBe('Bearer user-token')
  expect(fieldsOf(sent[0]?.body)).toEqual({
    query: 'release',
    channel_types: 'public_channel',
    content_types: 'messages',
    include_bots: 'true',
    limit: '5',
  })
})

test('a connection without the token of a person cannot search', async () => {
  const { failure, sent } = await runOnWire(
    searchMessages,
    { query: 'x' },
    { answer: () => ok({}) },
  )
  expect(failure).toMatchObject({ kind: 'not_granted' })
  expect(sent).toEqual([])
})

test('a connection of a person without a bot searches with its only token', async () => {
  const { sent } = await runOnWire(
    searchMessages,
    { query: 'x' },
    { credential: { accessToken: 'xoxp-1' }, answer: () => ok({ results: { messages: [] } }) },
  )
  expect(sent[0]?.headers.get('authorization')).toBe('Bearer xoxp-1')
})

test('a workspace without the newer search is searched with the older one, page by page', async () => {
  const options = {
    credential: { details: { user_token: 'user-token', user_scopes: 'search:read' } },
    answer: ({ url, body }: { url: string; body: string }) =>
      url.endsWith('assistant.search.context')
        ? refused('unknown_method')()
        : ok({
            messages: {
              matches: [{ ts: '1793523600.000200', text: 'x', user: 'U1', channel: { id: 'C1' } }],
              paging: { page: Number(fieldsOf(body).page), pages: 2 },
            },
          }),
  }
  const first = await runOnWire(searchMessages, { query: 'x', limit: 1 }, options)
  expect(first.sent).toHaveLength(2)
  const { next_cursor: cursor } = first.output ?? {}
  const second = await runOnWire(searchMessages, { query: 'x', limit: 1, cursor }, options)
  expect(second.sent.map(({ body }) => fieldsOf(body))).toEqual([
    { query: 'x', count: '1', page: '2' },
  ])
  expect(second.output?.next_cursor).toBeUndefined()
})

test('a workspace without a search that was granted says so', async () => {
  const { failure, sent } = await runOnWire(
    searchMessages,
    { query: 'x' },
    { credential: person, answer: refused('feature_not_enabled') },
  )
  expect(failure).toMatchObject({
    kind: 'vendor_refused',
    message: expect.stringContaining('read_channel'),
  })
  expect(sent).toHaveLength(1)
})

test('create_channel creates a public channel, and does not try a private one', async () => {
  const answer = () => ok({ channel: { id: 'C0123456789', name: 'launch' } })
  const { output, sent } = await runOnWire(createChannel, { name: 'launch' }, { answer })
  expect(output).toEqual({ channel_id: 'C0123456789', name: 'launch' })
  expect([sent[0]?.url, sent[0]?.body]).toEqual([
    'https://slack.com/api/conversations.create',
    'name=launch',
  ])
  const other = await runOnWire(createChannel, { name: 'launch', private: true }, { answer })
  expect(other.failure).toMatchObject({ kind: 'not_granted' })
  expect(other.sent).toEqual([])
  expect(() => createChannel.prepare({ name: 'Launch Plans' })).toThrow('lower-case letters')
})

test.each([
  ['UBOT', { channel_id: 'C0123456789', name: 'launch' }],
  ['U1', undefined],
])(
  'a channel that %s has created is found again only if that is the app',
  async (creator, done) => {
    const { output, sent } = await runOnWire(
      createChannel,
      { name: 'launch' },
      {
        looks: true,
        key: 'k1',
        answer: ({ url }) =>
          url.endsWith('auth.test')
            ? ok({ user_id: 'UBOT' })
            : ok({ channels: [{ id: 'C0123456789', name: 'launch', creator }] }),
      },
    )
    expect(output).toEqual(done)
    expect(sent.map(({ url }) => url.split('/').at(-1))).toEqual([
      'conversations.list',
      'auth.test',
    ])
  },
)

const metadata = (key: string) => ({ event_type: 'miteos_tool_call', event_payload: { key } })

test('a posted message carries the key of its call, by which it is found again', async () => {
  const call = { channel: 'C0123456789', text: 'x' }
  const { sent } = await runOnWire(postMessage, call, {
    key: 'k1',
    answer: () => ok({ channel: 'C0123456789', ts: '1793523600.000200', permalink: 'https://x' }),
  })
  expect(JSON.parse(fieldsOf(sent[0]?.body).metadata ?? '')).toEqual(metadata('k1'))
  const looked = await runOnWire(postMessage, call, {
    key: 'k1',
    looks: true,
    answer: ({ url, body }) => {
      if (url.endsWith('chat.getPermalink')) return refused('message_not_found')()
      return fieldsOf(body).cursor === 'next'
        ? ok({ messages: [{ ts: '3.0', metadata: metadata('k1') }] })
        : ok({
            messages: [{ ts: '5.0', metadata: metadata('k2') }, { ts: '4.0' }],
            response_metadata: { next_cursor: 'next' },
          })
    },
  })
  expect(looked.output).toEqual({ channel_id: 'C0123456789', message_id: '3.0' })
  expect(looked.sent[0]?.url).toBe('https://slack.com/api/conversations.history')
  expect(fieldsOf(looked.sent[0]?.body)).toMatchObject({ include_all_metadata: 'true' })
})

test('an answer in a thread is looked for in the thread', async () => {
  const call = { channel: 'C0123456789', text: 'x', thread: '1.0' }
  const answer = () => ok({ messages: [{ ts: '1.0' }] })
  const { output, sent } = await runOnWire(postMessage, call, { key: 'k1', looks: true, answer })
  expect(output).toBeUndefined()
  expect(sent[0]?.url).toBe('https://slack.com/api/conversations.replies')
  expect(fieldsOf(sent[0]?.body).ts).toBe('1.0')
})

test('a channel with too many new messages leaves the outcome unknown', async () => {
  const call = { channel: 'C0123456789', text: 'x' }
  const answer = () => ok({ messages: [{ ts: '1.0' }], response_metadata: { next_cursor: 'more' } })
  const { failure, sent } = await runOnWire(postMessage, call, { key: 'k1', looks: true, answer })
  expect(failure).toMatchObject({ kind: 'outcome_unknown' })
  expect(sent).toHaveLength(5)
})
