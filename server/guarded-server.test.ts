import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guardedServer } from '@/tests/support/guarded-server'

const echoHeaders: RequestListener = (request, response) => {
  response.end(JSON.stringify(request.headers))
}

let served: Awaited<ReturnType<typeof guardedServer>>

beforeAll(async () => {
  served = await guardedServer(echoHeaders)
})

afterAll(() => served[Symbol.asyncDispose]())

async function seenHeaders(headers: Record<string, string>) {
  const response = await fetch(`${served.origin}/v1/x`, { headers })
  return response.json()
}

function problemOf(answer: string) {
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))
}

test('a page that is not there is logged under the id that it shows', async () => {
  const nothing = await guardedServer((request, response) => {
    response.writeHead(404).end(request.headers['x-request-id'])
  })
  const answer = await nothing.ask('GET /there/is/nothing')
  const reference = answer.slice(answer.indexOf('\r\n\r\n') + 4).match(/[\w-]{36}/)?.[0]
  expect(nothing.log).toEqual([{ request_id: reference, status: 404 }])
  await nothing[Symbol.asyncDispose]()
})

describe('a refusal', () => {
  test.each([
    ['an undecodable address', 'GET /v1/%E0%A4%A', 404, 'not_found'],
    ['TRACE', 'TRACE /v1/integrations', 405, 'method_not_allowed'],
    ['CONNECT', 'CONNECT /v1/integrations', 405, 'method_not_allowed'],
    ['a method nobody knows', 'BREW /v1/integrations', 405, 'method_not_allowed'],
  ])('of %s under /v1 is problem details, and logged', async (_, line, status, code) => {
    const answer = await served.ask(line)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toMatch(/^content-type: application\/problem\+json\r$/im)
    expect(answer).toMatch(/^cache-control: no-store\r$/im)
    const problem = problemOf(answer)
    expect(problem).toEqual({
      type: `urn:miteos:problem:${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      code,
      request_id: expect.stringMatching(/^[\w-]{8,64}$/),
    })
    expect(served.log).toContainEqual({ request_id: problem.request_id, status, code })
  })

  test('elsewhere is a page that nothing can frame or run in', async () => {
    const answer = await served.ask('GET /integrations/%E0%A4%A')
    expect(answer).toMatch(/^HTTP\/1.1 404 /)
    expect(answer).toMatch(/^content-type: text\/html; charset=utf-8\r$/im)
    expect(answer).toMatch(
      /^content-security-policy: default-src 'none'; style-src 'self'; .*; frame-ancestors 'none'\r$/im,
    )
    expect(answer).toMatch(/^x-content-type-options: nosniff\r$/im)
    expect(answer).toContain('<h1>Not found</h1>')
  })

  test('leads people to the public address, whatever the host that they asked', async () => {
    const answer = await served.ask('GET /integrations/%E0%A4%A')
    expect(answer.match(/<a [^>]*href="[^"]*"/g)).toEqual([
      '<a class="button" href="https://miteos.example/integrations"',
    ])
  })

  test('of a method says which are offered', async () => {
    expect(await served.ask('TRACE /')).toMatch(
      /^allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r$/im,
    )
  })

  test('answers HEAD without a body', async () => {
    expect(await served.ask('HEAD /v1/%E0%A4%A')).toMatch(/^HTTP\/1.1 404 [\s\S]*\r\n\r\n$/)
  })

  test('of nonsense is a bad request', async () => {
    expect(await served.raw('GET nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /)
  })

  test('of headers beyond 16 KB says so', async () => {
    expect(await served.ask('GET /', `X-Long: ${'x'.repeat(20_000)}\r\n`)).toMatch(
      /^HTTP\/1.1 431 /,
    )
  })

  test.each([
    ['an expectation nobody meets', 'Expect: 200-maybe', 417],
    ['a second host', 'Host: y', 400],
    ['two tokens', 'Authorization: a\r\nAuthorization: b', 400],
    ['two types of a body', 'Content-Type: text/plain\r\nContent-Type: application/json', 400],
  ])('of %s is answered with problem details too', async (_, headers, status) => {
    const answer = await served.ask('POST /v1/integrations', `${headers}\r\n`)
    expect(problemOf(answer)).toMatchObject({ status, code: 'invalid_request' })
  })

  test('of bytes after the announced length does not take away the answer', async () => {
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
    'of 12 MB to %s comes before the body is sent',
    async (path) => {
      const answer = await served.raw(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 12582912\r\nExpect: 100-continue\r\n\r\n`,
      )
      expect(answer).toMatch(/^HTTP\/1.1 413 /)
      expect(problemOf(answer).code).toBe('payload_too_large')
    },
  )
})

test('a client that waits for leave to send its body gets it', async () => {
  const { open, ...patient } = await guardedServer(async (request, response) => {
    response.end(await text(request))
  })
  const socket = open()
  socket.write('POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n')
  socket.write('Connection: close\r\n\r\n')
  const [leave] = await once(socket, 'data')
  expect(String(leave)).toMatch(/^HTTP\/1.1 100 Continue/)
  socket.write('ok')
  expect(await text(socket)).toMatch(/\r\n\r\nok$/)
  await patient[Symbol.asyncDispose]()
})

describe('the headers that the application sees', () => {
  test('hold nothing that only the server may say', async () => {
    const seen = await seenHeaders({
      'X-Forwarded-For': '6.6.6.6',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'https',
      Forwarded: 'for=6.6.6.6',
      'X-Miteos-Client-Address': '6.6.6.6',
      'X-Middleware-Subrequest': 'proxy:proxy',
      'X-Nonce': 'known',
      'Content-Security-Policy': "script-src 'nonce-known'",
    })
    expect(JSON.stringify(seen)).not.toMatch(/6\.6\.6\.6|evil|https|proxy|known/)
    expect(seen['x-miteos-client-address']).toBe('127.0.0.1')
  })

  test('name the network of a client behind a proxy, without its port', async () => {
    await using behind = await guardedServer(echoHeaders, { proxies: '127.0.0.1' })
    const seen = async (forwarded: string) => {
      const headers = { 'X-Forwarded-For': forwarded }
      const answer = await fetch(`${behind.origin}/seen`, { headers })
      return (await answer.json())['x-miteos-client-address']
    }
    expect(await seen('203.0.113.5:40001')).toBe('203.0.113.5')
    expect(await seen('"[2001:db8::1]:443"')).toBe('2001:db8::/64')
    expect(behind.messages).toEqual([])
    expect(await seen('unknown')).toBeUndefined()
    expect(await seen('unknown')).toBeUndefined()
    expect(behind.messages).toEqual([
      'a trusted proxy names clients in a way that cannot be read; no limit counts them apart',
    ])
  })

  test('hold nothing of a page’s ways at an address of the API', async () => {
    const headers = { RSC: '1', 'Next-Url': '/x', 'Next-Router-Prefetch': '1' }
    expect(JSON.stringify(await seenHeaders(headers))).not.toMatch(/rsc|next-/)
    const page = await fetch(`${served.origin}/integrations`, { headers })
    expect(await page.json()).toMatchObject({ rsc: '1' })
  })

  test.each(['short', 'x'.repeat(65), 'forged","level":60', 'with space'])(
    'hold a new request id instead of %j',
    async (id) => {
      const seen = await seenHeaders({ 'X-Request-Id': id })
      expect(seen['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    },
  )

  test('keep a sound request id', async () => {
    const seen = await seenHeaders({ 'X-Request-Id': 'req_12345678' })
    expect(seen['x-request-id']).toBe('req_12345678')
  })
})

test('300 slow connections keep nobody waiting', async () => {
  const slow = Array.from({ length: 300 }, served.open)
  await Promise.all(slow.map((socket) => once(socket, 'connect')))
  for (const socket of slow) socket.write('GET /v1/integrations HTTP/1.1\r\nHost: x\r\n')
  const begin = performance.now()
  expect(await served.ask('GET /v1/integrations')).toMatch(/^HTTP\/1.1 200 /)
  expect(performance.now() - begin).toBeLessThan(1000)
  for (const socket of slow) socket.destroy()
})
