import { afterEach, expect, test, vi } from 'vitest'
import { read } from './read'

const { signal } = new AbortController()
const fetchMock = vi.fn<(path: string, init: RequestInit) => Promise<Response>>()
vi.stubGlobal('fetch', fetchMock)
afterEach(() => fetchMock.mockReset())

const answerWith = (body: unknown, etag?: string) =>
  fetchMock.mockResolvedValueOnce(Response.json(body, { headers: etag ? { etag } : {} }))
const answerUnchanged = () => fetchMock.mockResolvedValueOnce(new Response(null, { status: 304 }))
const lastSentTag = () => new Headers(fetchMock.mock.lastCall?.[1].headers).get('if-none-match')

test('a read sends the tag of the kept value, and returns the same value when it has not changed', async () => {
  answerWith([{ id: 'int_1' }], 'W/"one"')
  const first = await read('ana', '/api/a', signal)
  expect(lastSentTag()).toBeNull()
  answerUnchanged()
  expect(await read('ana', '/api/a', signal)).toBe(first)
  expect(lastSentTag()).toBe('W/"one"')
  answerWith([], 'W/"two"')
  expect(await read('ana', '/api/a', signal)).toEqual([])
  answerUnchanged()
  await read('ana', '/api/a', signal)
  expect(lastSentTag()).toBe('W/"two"')
})

test('a read never sends the tag of another person or of another path', async () => {
  answerWith('of ana', 'W/"ana"')
  await read('ana', '/api/b', signal)
  answerWith('of bo', 'W/"bo"')
  expect(await read('bo', '/api/b', signal)).toBe('of bo')
  expect(lastSentTag()).toBeNull()
  answerWith('another', 'W/"c"')
  await read('ana', '/api/c', signal)
  expect(lastSentTag()).toBeNull()
})

test('a value without a tag is loaded again', async () => {
  answerWith(1)
  await read('ana', '/api/d', signal)
  answerWith(2)
  expect(await read('ana', '/api/d', signal)).toBe(2)
  expect(lastSentTag()).toBeNull()
})

test('a read that fails rejects, and the value from before stays kept', async () => {
  answerWith('kept', 'W/"e"')
  await read('ana', '/api/e', signal)
  fetchMock.mockResolvedValueOnce(new Response(null, { status: 502 }))
  await expect(read('ana', '/api/e', signal)).rejects.toMatchObject({ kind: 'unreachable' })
  answerUnchanged()
  expect(await read('ana', '/api/e', signal)).toBe('kept')
})

test('a 304 is a failure when no value is kept', async () => {
  answerUnchanged()
  await expect(read('ana', '/api/f', signal)).rejects.toMatchObject({ kind: 'failed' })
})

test('only the latest twenty values are kept', async () => {
  for (let number = 0; number < 21; number++) {
    answerWith(number, `W/"${number}"`)
    await read('cy', `/api/${number}`, signal)
  }
  answerWith('again')
  expect(await read('cy', '/api/0', signal)).toBe('again')
  expect(lastSentTag()).toBeNull()
})
