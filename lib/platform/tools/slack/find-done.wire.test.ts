import { expect, test } from 'vitest'
import { runOnWire } from '@/tests/support/tool-wire'
import { createChannel } from './create-channel'
import { postMessage } from './post-message'

const ok = (fields: object) => Response.json({ ok: true, ...fields })
const refused = (error: string) => () => Response.json({ ok: false, error })
const fieldsOf = (body = '') => Object.fromEntries(new URLSearchParams(body))

test('create_channel creates a public channel, or a private one', async () => {
  const answer = () => ok({ channel: { id: 'C0123456789', name: 'launch' } })
  const { output, sent } = await runOnWire(createChannel, { name: 'launch' }, { answer })
  expect(output).toEqual({ channel_id: 'C0123456789', name: 'launch' })
  expect([sent[0]?.url, sent[0]?.body]).toEqual([
    'https://slack.com/api/conversations.create',
    'name=launch',
  ])
  const other = await runOnWire(createChannel, { name: 'launch', private: true }, { answer })
  expect(other.output).toEqual(output)
  expect(other.sent[0]?.body).toBe('name=launch&is_private=true')
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

test('nobody knows whether a private channel was created, because the app cannot list it', async () => {
  const { failure, sent } = await runOnWire(
    createChannel,
    { name: 'launch', private: true },
    { looks: true, key: 'k1', answer: () => ok({ channels: [] }) },
  )
  expect(failure).toMatchObject({ kind: 'outcome_unknown' })
  expect(sent).toEqual([])
})

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
