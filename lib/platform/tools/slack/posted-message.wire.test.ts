import { expect, test } from 'vitest'
import { runOnWire } from '@/tests/support/tool-wire'
import { postMessage } from './post-message'

const ok = (fields: object) => Response.json({ ok: true, ...fields })
const fieldsOf = (body = '') => Object.fromEntries(new URLSearchParams(body))
const metadata = (key: string) => ({ event_type: 'miteos_tool_call', event_payload: { key } })
const call = { channel: 'C0123456789', text: 'x' }

test('a posted message carries the key of its call as metadata', async () => {
  const { sent } = await runOnWire(postMessage, call, {
    key: 'k1',
    answer: () => ok({ channel: 'C0123456789', ts: '1793523600.000200', permalink: 'https://x' }),
  })
  expect(JSON.parse(fieldsOf(sent[0]?.body).metadata ?? '')).toEqual(metadata('k1'))
})

test('the message of a call is found by its key, on a later page too', async () => {
  const { output, sent } = await runOnWire(postMessage, call, {
    key: 'k1',
    asksFindDone: true,
    answer: ({ url, body }) => {
      if (url.endsWith('chat.getPermalink')) return ok({ permalink: 'https://acme.slack.com/x' })
      return fieldsOf(body).cursor === 'next'
        ? ok({ messages: [{ ts: '3.0', metadata: metadata('k1') }] })
        : ok({
            messages: [{ ts: '5.0', metadata: metadata('k2') }, { ts: '4.0' }],
            response_metadata: { next_cursor: 'next' },
          })
    },
  })
  expect(output).toMatchObject({ channel_id: 'C0123456789', message_id: '3.0' })
  expect(sent[0]?.url).toBe('https://slack.com/api/conversations.history')
  expect(fieldsOf(sent[0]?.body)).toMatchObject({ include_all_metadata: 'true' })
})

test('a message that was found is answered without a link when Slack gives none', async () => {
  const { output } = await runOnWire(postMessage, call, {
    key: 'k1',
    asksFindDone: true,
    answer: ({ url }) =>
      url.endsWith('chat.getPermalink')
        ? Response.json({ ok: false, error: 'message_not_found' })
        : ok({ messages: [{ ts: '3.0', metadata: metadata('k1') }] }),
  })
  expect(output).toEqual({ channel_id: 'C0123456789', message_id: '3.0' })
})

test('a reply in a thread is looked for in the thread', async () => {
  const answer = () => ok({ messages: [{ ts: '1.0' }] })
  const reply = { ...call, thread: '1.0' }
  const { output, sent } = await runOnWire(postMessage, reply, {
    key: 'k1',
    asksFindDone: true,
    answer,
  })
  expect(output).toBeUndefined()
  expect(sent[0]?.url).toBe('https://slack.com/api/conversations.replies')
  expect(fieldsOf(sent[0]?.body).ts).toBe('1.0')
})

test('a channel with too many new messages leaves the outcome unknown', async () => {
  const answer = () => ok({ messages: [{ ts: '1.0' }], response_metadata: { next_cursor: 'more' } })
  const { failure, sent } = await runOnWire(postMessage, call, {
    key: 'k1',
    asksFindDone: true,
    answer,
  })
  expect(failure).toMatchObject({ kind: 'outcome_unknown' })
  expect(sent).toHaveLength(5)
})
