import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guardedServer } from '@/tests/support/guarded-server'

let served: Awaited<ReturnType<typeof guardedServer>>

beforeAll(async () => {
  served = await guardedServer((_, response) => response.end('reached the application'))
})

afterAll(() => served[Symbol.asyncDispose]())

function problemOf(answer: string) {
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))
}

describe('a refusal', () => {
  test.each([
    ['an undecodable address', 'GET /v1/%E0%A4%A', 404, 'not_found'],
    ['TRACE', 'TRACE /v1/integrations', 405, 'method_not_allowed'],
    ['CONNECT', 'CONNECT /v1/integrations', 405, 'method_not_allowed'],
    ['an unknown method', 'BREW /v1/integrations', 405, 'method_not_allowed'],
  ])('of %s under /v1 is problem details, and logged', async (_, line, status, code) => {
    const answer = await served.ask(line)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toMatch(/^content-type: application\/problem\+json\r$/im)
    expect(answer).toMatch(/^cache-control: no-store\r$/im)
    const problem = problemOf(answer)
    expect(problem).toEqual({
      type: `https://miteos.example/developers/errors/${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      code,
      request_id: expect.stringMatching(/^[\w-]{8,64}$/),
    })
    expect(served.log).toContainEqual({ request_id: problem.request_id, status, code })
  })

  test('outside of the API is a page that cannot be framed and runs no script', async () => {
    const answer = await served.ask('GET /integrations/%E0%A4%A')
    expect(answer).toMatch(/^HTTP\/1.1 404 /)
    expect(answer).toMatch(/^content-type: text\/html; charset=utf-8\r$/im)
    expect(answer).toMatch(
      /^content-security-policy: default-src 'none'; style-src 'self'; .*; frame-ancestors 'none'\r$/im,
    )
    expect(answer).toMatch(/^x-content-type-options: nosniff\r$/im)
    expect(answer).toContain('<h1>Not found</h1>')
  })

  test('links to the public address, whatever host the request names', async () => {
    const answer = await served.ask('GET /integrations/%E0%A4%A')
    expect(answer.match(/<a [^>]*href="[^"]*"/g)).toEqual([
      '<a class="button" href="https://miteos.example/integrations"',
    ])
  })

  test('of a method lists the methods that are offered', async () => {
    expect(await served.ask('TRACE /')).toMatch(
      /^allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r$/im,
    )
  })

  test('answers HEAD without a body', async () => {
    expect(await served.ask('HEAD /v1/%E0%A4%A')).toMatch(/^HTTP\/1.1 404 [\s\S]*\r\n\r\n$/)
  })

  test('of bytes that are not HTTP has status 400', async () => {
    expect(await served.raw('GET nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /)
  })

  test('of headers beyond 16 KB has status 431', async () => {
    expect(await served.ask('GET /', `X-Long: ${'x'.repeat(20_000)}\r\n`)).toMatch(
      /^HTTP\/1.1 431 /,
    )
  })

  test.each([
    ['an unknown expectation', 'Expect: 200-maybe', 417],
    ['a second host', 'Host: y', 400],
    ['two tokens', 'Authorization: a\r\nAuthorization: b', 400],
    ['two content types', 'Content-Type: text/plain\r\nContent-Type: application/json', 400],
  ])('of %s is answered with problem details too', async (_, headers, status) => {
    const answer = await served.ask('POST /v1/integrations', `${headers}\r\n`)
    expect(problemOf(answer)).toMatchObject({ status, code: 'invalid_request' })
  })

  test('of bytes after the announced length does not replace the answer to the request before', async () => {
    const slow = await guardedServer(async (request, response) => {
      const body = await text(request)
      setTimeout(() => response.end(`took ${body}`), 50)
    })
    const length = 'Host: x\r\nContent-Length: 2'
    const answer = await slow.raw(`POST /v1/x HTTP/1.1\r\n${length}\r\n\r\n{}{"service":1}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 200 [\s\S]*took \{\}/)
    await slow[Symbol.asyncDispose]()
  })

  test.each([
    ['a broken chunk', 'Transfer-Encoding: chunked\r\n\r\nZZ\r\n'],
    ['a chunk cut short', 'Transfer-Encoding: chunked\r\n\r\n2\r\n{}ZZ\r\n'],
  ])('of a body with %s is answered with problem details too', async (_, rest) => {
    const answer = await served.raw(`POST /v1/x HTTP/1.1\r\nHost: x\r\n${rest}`)
    expect(answer).toMatch(/^HTTP\/1.1 400 /)
    expect(problemOf(answer)).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('of an upgrade leaves no socket open', async () => {
    const answer = await served.raw(
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1.1 404 /)
  })

  test.each(['/v1/integrations', '/api/integrations'])(
    'of 12 MB to %s is sent before the body arrives',
    async (path) => {
      const answer = await served.raw(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 12582912\r\nExpect: 100-continue\r\n\r\n`,
      )
      expect(answer).toMatch(/^HTTP\/1.1 413 /)
      expect(problemOf(answer).code).toBe('payload_too_large')
    },
  )
})
