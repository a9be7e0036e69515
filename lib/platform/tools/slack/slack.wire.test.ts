import { expect, test } from 'vitest'
import { runOnWire } from '@/tests/support/tool-wire'
import { postMessage } from './post-message'
import { readChannel } from './read-channel'

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
  ['no_permission', 'vendor_refused'],
  ['not_allowed_token_type', 'vendor_refused'],
  ['ekm_access_denied', 'vendor_refused'],
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
