import { expect, test } from 'vitest'
import { runOnWire } from '@/tests/support/tool-wire'
import { createPage } from './create-page'
import { readDatabase } from './read-database'
import { searchWorkspace } from './search-workspace'
import { updatePage } from './update-page'

const parent_id = 'a1b0c000-0000-4000-8000-000000000001'
const page = { object: 'page', id: parent_id, properties: { title: { type: 'title' } } }
const refused = (status: number, code: string) =>
  Response.json({ object: 'error', status, code, message: `About ${code}` }, { status })

test.each([
  [400, 'validation_error', 'vendor_refused'],
  [403, 'restricted_resource', 'not_granted'],
  [404, 'object_not_found', 'vendor_refused'],
  [409, 'conflict_error', 'unavailable'],
  [429, 'rate_limited', 'rate_limited'],
  [529, 'service_overload', 'unavailable'],
  [503, 'service_unavailable', 'unavailable'],
  [500, 'internal_server_error', 'outcome_unknown'],
  [504, 'gateway_timeout', 'outcome_unknown'],
])('the status %i with the code %s of Notion is %s', async (status, code, kind) => {
  const { failure, sent } = await runOnWire(
    createPage,
    { parent_id, title: 'x' },
    { answer: ({ method }) => (method === 'GET' ? Response.json(page) : refused(status, code)) },
  )
  expect(failure).toMatchObject({ kind })
  expect(sent).toHaveLength(2)
})

test('a token that Notion does not accept is refused', async () => {
  const answer = () => refused(401, 'unauthorized')
  const { failure } = await runOnWire(searchWorkspace, { query: 'x' }, { answer })
  expect(failure).toEqual(new Error('the token was refused'))
})

test('Notion names the seconds to wait in a header', async () => {
  const { failure } = await runOnWire(
    searchWorkspace,
    { query: 'x' },
    { answer: () => new Response('', { status: 429, headers: { 'retry-after': '7' } }) },
  )
  expect(failure).toMatchObject({ kind: 'rate_limited', details: { retryAfterMs: 7000 } })
})

test.each([
  ['a web page', () => new Response('<h1>x</h1>', { headers: { 'content-type': 'text/html' } })],
  ['an answer of another form', () => Response.json([1, 2])],
  ['an error of the gateway', () => new Response('', { status: 502 })],
])('after %s nobody knows whether a page was created', async (_, answerOfWrite) => {
  const { failure } = await runOnWire(
    createPage,
    { parent_id, title: 'x' },
    { answer: ({ method }) => (method === 'GET' ? Response.json(page) : answerOfWrite()) },
  )
  expect(failure).toMatchObject({ kind: 'outcome_unknown' })
  const read = await runOnWire(searchWorkspace, { query: 'x' }, { answer: answerOfWrite })
  expect(read.failure).toMatchObject({ kind: 'unavailable' })
})

test('a look for the parent that is not answered does not go on to another kind', async () => {
  const answer = () => new Response('', { status: 502 })
  const { failure, sent } = await runOnWire(createPage, { parent_id, title: 'x' }, { answer })
  expect(failure).toMatchObject({ kind: 'unavailable' })
  expect(sent).toHaveLength(1)
})

test.each([
  ['a path as an id', updatePage, { page_id: '../users/me', in_trash: true }],
  ['a filter', createPage, { parent_id, title: 'x', filter: {} }],
  [
    'properties that are too large',
    updatePage,
    { page_id: parent_id, properties: { a: { b: 'x'.repeat(100_001) } } },
  ],
])('%s is refused before anything is sent', (_, tool, call) => {
  expect(() => tool.prepare(call)).toThrow(/not valid|no argument/)
})

test('a filter without a database is refused before anything is sent', async () => {
  const call = { filter: { property: 'Done', checkbox: { equals: true } } }
  const { failure, sent } = await runOnWire(readDatabase, call, { answer: () => refused(400, 'x') })
  expect(failure).toMatchObject({ kind: 'invalid_arguments' })
  expect(sent).toEqual([])
})
