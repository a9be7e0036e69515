import { describe, expect, test } from 'vitest'
import { createApiDocumentReader } from './api-document-reader'

const document = { openapi: '3.1.0', paths: { '/v1/things': { get: { responses: {} } } } }

/** Creates a reader for an API. The test provides the function that answers as the API, and moves the clock. */
function readerOver(answer: (request: Request) => Response | Promise<Response>) {
  const requests: Request[] = []
  const clock = { now: 1_000_000 }
  const reader = createApiDocumentReader({
    base: 'https://miteos.example/v1',
    timeoutMs: 1000,
    now: () => clock.now,
    async send(request) {
      requests.push(request)
      return answer(request)
    },
  })
  return { reader, requests, clock }
}

/** Waits until a request that runs in the background has been answered. */
const waitForAnswer = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('the reader of the API’s document', () => {
  test('asks at most once a minute, without a token, and gets the document again only when it has changed', async () => {
    const { reader, requests, clock } = readerOver((request) =>
      request.headers.get('if-none-match') === '"one"'
        ? new Response(null, { status: 304 })
        : Response.json(document, { headers: { etag: '"one"' } }),
    )
    const [first, second] = await Promise.all([reader.read(), reader.read()])
    expect(first?.paths).toHaveProperty(['/v1/things', 'get'])
    expect(second).toBe(first)
    clock.now += 59_000
    await reader.read()
    expect(requests).toHaveLength(1)
    expect(requests[0]?.url).toBe('https://miteos.example/v1/openapi.json')
    expect(requests[0]?.headers.has('authorization')).toBe(false)
    clock.now += 1000
    expect(await reader.read()).toBe(first)
    await waitForAnswer()
    expect(requests).toHaveLength(2)
    expect(await reader.read()).toBe(first)
  })

  test('returns the old document while it asks for a changed one, and the changed one afterwards', async () => {
    let path = '/v1/old'
    const { reader, clock } = readerOver(() =>
      Response.json({ paths: { [path]: { get: { responses: {} } } } }),
    )
    await reader.read()
    path = '/v1/new'
    clock.now += 60_000
    await reader.read()
    await waitForAnswer()
    expect(Object.keys((await reader.read())?.paths ?? {})).toEqual(['/v1/new'])
  })

  test('keeps the last document while the API fails', async () => {
    let works = true
    const { reader, clock } = readerOver(() => {
      if (works) return Response.json(document)
      throw new Error('no answer')
    })
    const first = await reader.read()
    works = false
    clock.now += 60_000
    await reader.read()
    await waitForAnswer()
    expect(await reader.read()).toBe(first)
  })

  test.each([
    ['404', () => new Response(null, { status: 404 })],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: '/' } })],
    ['a web page', () => new Response('<!doctype html>')],
    ['other JSON', () => Response.json({ paths: { '/a': { get: { responses: 7 } } } })],
    ['bytes that are no text', () => new Response(new Uint8Array([0xff, 0xfe]))],
    ['no answer', () => Promise.reject(new Error('no answer'))],
  ])('says that there is no document for %s', async (_, answer) => {
    expect(await readerOver(answer).reader.read()).toBeNull()
  })

  test('reads a document that refers to itself', async () => {
    const { reader } = readerOver(() =>
      Response.json({
        paths: {
          '/v1/tree': {
            get: {
              responses: {
                200: { content: { 'application/json': { schema: { $ref: '#/components/Tree' } } } },
              },
            },
          },
        },
        components: {
          Tree: { type: 'object', properties: { child: { $ref: '#/components/Tree' } } },
        },
      }),
    )
    expect(await reader.read()).not.toBeNull()
  })
})
