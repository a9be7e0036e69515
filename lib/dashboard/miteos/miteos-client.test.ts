import { expect, test } from 'vitest'
import { createFakeMiteos, integration, problem } from '@/tests/support/fake-miteos'
import { failureOf, miteosOver } from '@/tests/support/miteos-over'
import { apiBase } from './miteos-transport'

test('the API is found at an address with a path, with a slash at the end, and with or without /v1', () => {
  for (const url of ['https://a.example/x', 'https://a.example/x/', 'https://a.example/x/v1/']) {
    expect(apiBase(new URL(url))).toBe('https://a.example/x/v1')
  }
  expect(apiBase(new URL('https://a.example'))).toBe('https://a.example/v1')
})

test('a request has only four headers: the accepted type, the token, the request id and the trace', async () => {
  const seen: Request[] = []
  await miteosOver(async (request) => {
    seen.push(request)
    return Response.json([])
  }).list()
  expect(Object.fromEntries(seen[0]?.headers ?? [])).toEqual({
    accept: 'application/json',
    authorization: 'Bearer mt_test_token',
    traceparent: expect.stringMatching(/^00-[\da-f]{32}-[\da-f]{16}-00$/),
    'x-request-id': 'request-1',
  })
  expect(seen[0]?.redirect).toBe('manual')
})

test('a list that fails once is read again without an error', async () => {
  const fake = createFakeMiteos()
  fake.on('GET /integrations', () =>
    fake.calls.length === 1 ? problem(503, 'unavailable') : Response.json([integration()]),
  )
  expect(await miteosOver(fake.send).list()).toHaveLength(1)
  expect(fake.calls).toHaveLength(2)
})

test.each([500, 502, 503])('a list that answers %i is asked for three times', async (status) => {
  const fake = createFakeMiteos()
  fake.on('GET /integrations', () => problem(status, 'internal_error'))
  const error = await failureOf(miteosOver(fake.send).list())
  expect(error).toMatchObject({ kind: 'failed', status })
  expect(fake.calls).toHaveLength(3)
})

test('a call to an API that never answers fails in time, including its retries', async () => {
  const started = Date.now()
  const error = await failureOf(miteosOver(() => new Promise(() => {}), { timeoutMs: 200 }).list())
  expect(error.kind).toBe('timeout')
  expect(Date.now() - started).toBeLessThan(1000)
})

const waits: [header: string | undefined, seconds: number][] = [
  ['0', 1],
  ['9', 9],
  ['1000000000', 60],
  ['soon', 10],
  [undefined, 10],
]

test.each(waits)(
  'after a Retry-After of %j the wait is %i seconds',
  async (header, retryAfterSeconds) => {
    const fake = createFakeMiteos()
    const headers = header === undefined ? {} : { 'retry-after': header }
    fake.on('GET /integrations', () => Response.json({}, { status: 429, headers }))
    expect(await failureOf(miteosOver(fake.send, { now: () => 0 }).list())).toMatchObject({
      retryAfterSeconds,
    })
  },
)

test('after a 429 nothing is sent before the time in Retry-After', async () => {
  let now = 0
  const fake = createFakeMiteos()
  fake.on('GET /integrations', () =>
    Response.json({}, { status: 429, headers: { 'retry-after': '7' } }),
  )
  const miteos = miteosOver(fake.send, { now: () => now })
  expect(await failureOf(miteos.list())).toMatchObject({
    kind: 'rate_limited',
    retryAfterSeconds: 7,
  })
  now = 6500
  expect(await failureOf(miteos.list())).toMatchObject({
    kind: 'rate_limited',
    retryAfterSeconds: 1,
  })
  expect(fake.calls).toHaveLength(1)
  now = 7000
  await failureOf(miteos.list())
  expect(fake.calls).toHaveLength(2)
})

const unreadableAnswers: [name: string, answer: () => Response][] = [
  ['malformed JSON', () => new Response('[{"id":')],
  [
    'an HTML page',
    () => new Response('<h1>Sign in</h1>', { headers: { 'content-type': 'text/html' } }),
  ],
  ['null', () => Response.json(null)],
  ['an object', () => Response.json({})],
  ['a wrapped list', () => Response.json({ data: [] })],
  ['a string', () => Response.json('list')],
  ['nothing', () => new Response('')],
  ['bytes that are not UTF-8', () => new Response(new Uint8Array([0xff, 0xfe]))],
  ['an item without an id', () => Response.json([{ service: 'slack' }])],
]

test.each(unreadableAnswers)('%s instead of the list is unreadable', async (_name, answer) => {
  const error = await failureOf(miteosOver(async () => answer()).list())
  expect(error.kind).toBe('invalid')
  expect(error.message).not.toContain('Sign in')
})

test('unknown values are kept, and malformed values are left out', async () => {
  const odd = {
    id: 'int_b',
    service: 'fax',
    status: 'pondering',
    connected_at: 42,
    available_tools: ['send_fax', 7, null],
    account: 'ana',
    canary: 'a field of tomorrow',
  }
  const list = await miteosOver(async () =>
    Response.json([integration({ id: 'int_a' }), odd, { id: 'int_c', service: 'slack' }]),
  ).list()
  expect(list.map(({ id, status }) => [id, status])).toEqual([
    ['int_a', 'connected'],
    ['int_b', 'pondering'],
    ['int_c', 'unknown'],
  ])
  expect(list[1]).toMatchObject({ connected_at: null, available_tools: ['send_fax'] })
  expect(JSON.stringify(list)).not.toContain('tomorrow')
})

test('duplicates in the list are all kept', async () => {
  const list = await miteosOver(async () => Response.json([integration(), integration()])).list()
  expect(list).toHaveLength(2)
})

test('a redirect is an error and is not followed', async () => {
  for (const status of [301, 302, 307]) {
    const fake = createFakeMiteos()
    const headers = { location: 'https://elsewhere.example/' }
    fake.on('GET /integrations', () => new Response(null, { status, headers }))
    expect((await failureOf(miteosOver(fake.send).list())).kind).toBe('invalid')
    expect(fake.calls).toHaveLength(1)
  }
})

const statuses = [
  [400, 'refused'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'invalid'],
  [410, 'refused'],
  [418, 'refused'],
  [422, 'refused'],
] as const

test.each(statuses)('%i without a readable body is "%s"', async (status, kind) => {
  for (const body of [null, '<h1>canary</h1>', '{"message":"canary"}', '[1]']) {
    const error = await failureOf(miteosOver(async () => new Response(body, { status })).list())
    expect(error.kind).toBe(kind)
    expect(`${error.message} ${JSON.stringify(error)}`).not.toContain('canary')
  }
})

test('a 404 for the list is invalid, and a 404 for one integration is not_found', async () => {
  const notFoundMiteos = miteosOver(async () => new Response(null, { status: 404 }))
  expect((await failureOf(notFoundMiteos.findInList('int_a'))).kind).toBe('invalid')
  expect((await failureOf(notFoundMiteos.get('int_a'))).kind).toBe('not_found')
})

test('an id is one segment of the path, whatever characters it has', async () => {
  const fake = createFakeMiteos()
  await failureOf(miteosOver(fake.send).get('../../admin?x#y'))
  expect(fake.calls).toEqual(['GET /integrations/..%2F..%2Fadmin%3Fx%23y'])
})
