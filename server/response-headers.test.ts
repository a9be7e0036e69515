import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { guardedServer } from '@/tests/support/guarded-server'

let served: Awaited<ReturnType<typeof guardedServer>>

beforeAll(async () => {
  served = await guardedServer(
    async ({ url }, response) => {
      if (url === '/v1/throws') throw new Error('a secret of the framework')
      if (url === '/svg') response.setHeader('Content-Type', 'image/svg+xml')
      if (url === '/own') response.setHeader('Referrer-Policy', 'same-origin')
      if (url === '/late') response.writeHead(200, { 'Cache-Control': 'public' })
      response.end('x')
    },
    { https: true },
  )
})

afterAll(() => served[Symbol.asyncDispose]())

const missingHeaders = (answer: string) =>
  [
    'x-content-type-options: nosniff',
    "content-security-policy: default-src 'none'; (.*; )?frame-ancestors 'none'",
    'x-frame-options: DENY',
    'referrer-policy: no-referrer',
    'cross-origin-opener-policy: same-origin',
    'strict-transport-security: max-age=63072000',
  ].filter((line) => !new RegExp(`^${line}\r$`, 'im').test(answer))

test.each([
  ['an answer without headers of its own', 'GET /bare'],
  ['a refusal', 'GET /%E0%A4%A'],
  ['a refusal of a socket', 'CONNECT /'],
  ['an answer to bytes that are no request', 'GE\x00T /'],
  ['an answer after an error', 'GET /v1/throws'],
])('%s has the headers of guardHeaders', async (_, line) => {
  expect(missingHeaders(await served.ask(line))).toEqual([])
})

test('headers that an answer sets itself stay', async () => {
  expect(await served.ask('GET /own')).toMatch(/^referrer-policy: same-origin\r$/im)
  const late = await served.ask('GET /late')
  expect(late).toMatch(/^cache-control: public\r$/im)
  expect(late).not.toMatch(/no-store/)
})

test('the content type of every kind of text names a charset', async () => {
  expect(await served.ask('GET /svg')).toMatch(/^content-type: image\/svg\+xml; charset=utf-8\r$/im)
})

test('an error thrown by the application is answered with problem details whose id is in the log', async () => {
  const answer = await served.ask('GET /v1/throws')
  expect(answer).toMatch(/^HTTP\/1.1 500 /)
  const { request_id, code } = JSON.parse(answer.slice(answer.indexOf('{')))
  expect(code).toBe('internal_error')
  expect(served.log).toContainEqual({ request_id, err: expect.any(Error) })
  expect(answer).not.toContain('secret')
})

test('a request without a host or with an unknown expectation gets our own answer', async () => {
  expect(await served.raw('GET /v1/x HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(
    /^HTTP\/1.1 400 [\s\S]*"code":"invalid_request"/,
  )
  expect(await served.ask('GET /v1/x', 'Expect: the-unexpected\r\n')).toMatch(
    /^HTTP\/1.1 417 [\s\S]*"code":"invalid_request"/,
  )
})

test('an answer that breaks off closes its connection', async () => {
  const listener = vi.fn(async (_request: unknown, response: { write: (text: string) => void }) => {
    response.write('half')
    throw new Error('broken')
  })
  await using broken = await guardedServer(listener)
  expect(await broken.ask('GET /x').catch(() => 'closed')).not.toMatch(/\r\n0\r\n/)
})
