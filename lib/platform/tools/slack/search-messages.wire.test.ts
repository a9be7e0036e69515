import { expect, test } from 'vitest'
import { runOnWire } from '@/tests/support/tool-wire'
import { searchMessages } from './search-messages'

const ok = (fields: object) => Response.json({ ok: true, ...fields })
const refused = (error: string) => () => Response.json({ ok: false, error })
const fieldsOf = (body = '') => Object.fromEntries(new URLSearchParams(body))
const person = { details: { user_token: 'user-token', user_scopes: 'search:read.public' } }

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
