import { afterEach, expect, test, vi } from 'vitest'
import { read } from './read'

const { signal } = new AbortController()
const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>()
vi.stubGlobal('fetch', fetched)
afterEach(() => fetched.mockReset())

const answers = (body: unknown, etag?: string) =>
  fetched.mockResolvedValueOnce(Response.json(body, { headers: etag ? { etag } : {} }))
const unchanged = () => fetched.mockResolvedValueOnce(new Response(null, { status: 304 }))
const lastTag = () => new Headers(fetched.mock.lastCall?.[1].headers).get('if-none-match')

test('what has not changed is the same value again, and is asked for by its tag', async () => {
  answers([{ id: 'int_1' }], 'W/"one"')
  const first = await read('ana', '/api/a', signal)
  expect(lastTag()).toBeNull()
  unchanged()
  expect(await read('ana', '/api/a', signal)).toBe(first)
  expect(lastTag()).toBe('W/"one"')
  answers([], 'W/"two"')
  expect(await read('ana', '/api/a', signal)).toEqual([])
  unchanged()
  await read('ana', '/api/a', signal)
  expect(lastTag()).toBe('W/"two"')
})

test('nobody is asked for with the tag of another person or of another path', async () => {
  answers('of ana', 'W/"ana"')
  await read('ana', '/api/b', signal)
  answers('of bo', 'W/"bo"')
  expect(await read('bo', '/api/b', signal)).toBe('of bo')
  expect(lastTag()).toBeNull()
  answers('another', 'W/"c"')
  await read('ana', '/api/c', signal)
  expect(lastTag()).toBeNull()
})

test('an answer without a tag is asked for anew', async () => {
  answers(1)
  await read('ana', '/api/d', signal)
  answers(2)
  expect(await read('ana', '/api/d', signal)).toBe(2)
  expect(lastTag()).toBeNull()
})

test('a failure is a failure, and what was known stays known', async () => {
  answers('known', 'W/"e"')
  await read('ana', '/api/e', signal)
  fetched.mockResolvedValueOnce(new Response(null, { status: 502 }))
  await expect(read('ana', '/api/e', signal)).rejects.toMatchObject({ kind: 'unreachable' })
  unchanged()
  expect(await read('ana', '/api/e', signal)).toBe('known')
})

test('"not modified" to somebody who knows nothing is a failure', async () => {
  unchanged()
  await expect(read('ana', '/api/f', signal)).rejects.toMatchObject({ kind: 'failed' })
})

test('it keeps only so much', async () => {
  for (let number = 0; number < 21; number++) {
    answers(number, `W/"${number}"`)
    await read('cy', `/api/${number}`, signal)
  }
  answers('again')
  expect(await read('cy', '/api/0', signal)).toBe('again')
  expect(lastTag()).toBeNull()
})
