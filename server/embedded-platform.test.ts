import { EventEmitter, once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { guardedServer } from '@/tests/support/guarded-server'
import { answerByPlatform, isPlatformUrl } from './embedded-platform.mjs'

const place = Symbol.for('miteos.platform')
const site = { protocol: 'https:', host: 'integrations.example.com' }

function serve(handle: (request: Request) => Promise<Response>) {
  Reflect.set(globalThis, place, { handle, site })
  return guardedServer(answerByPlatform)
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, place)
})

test.each([
  ['/v1', true],
  ['/v1?limit=1', true],
  ['/v1/integrations/int_a', true],
  ['/sandbox/slack/authorize', true],
  ['/integrations/connect?service=slack', true],
  ['/integrations/connect/callback/slack', true],
  ['/signals/slack', true],
  ['/unsubscribe/token', true],
  ['/signalsmith', false],
  ['/v10', false],
  ['/V1/integrations', false],
  ['/sandboxes', false],
  ['/integrations', false],
  ['/integrations/connected', false],
  ['/connect/slack', false],
])('for the address %s, isPlatformUrl returns %s', (url, expected) => {
  expect(isPlatformUrl(url)).toBe(expected)
})

test('the platform sees the request at the public origin, whatever the header Host says', async () => {
  await using served = await serve(async (request) => Response.json({ url: request.url }))
  expect(await served.ask('GET /v1/integrations?a=%20b')).toContain(
    '{"url":"https://integrations.example.com/v1/integrations?a=%20b"}',
  )
})

test('the platform sees only headers that a client may set, and the address of the client', async () => {
  await using served = await serve(async ({ headers }) =>
    Response.json(Object.fromEntries(headers)),
  )
  const answer = await served.ask(
    'GET /v1/x',
    'Authorization: Bearer a\r\nX-Miteos-Client-Address: 6.6.6.6\r\nX-Forwarded-For: 6.6.6.6\r\nRSC: 1\r\n',
  )
  expect(answer).not.toMatch(/6\.6\.6\.6|rsc/)
  expect(answer).toContain('"x-miteos-client-address":"127.0.0.1"')
  expect(answer).toContain('"authorization":"Bearer a"')
})

test('an answer keeps its status, cookies and headers, and gets the headers of every answer', async () => {
  const headers = new Headers({ 'content-type': 'text/plain' })
  headers.append('set-cookie', 'a=1')
  headers.append('set-cookie', 'b=2')
  await using served = await serve(async () => new Response('made', { status: 201, headers }))
  const answer = await served.ask('POST /v1/x', 'Content-Length: 0\r\n')
  expect(answer).toMatch(/^HTTP\/1.1 201 Created\r$/m)
  expect(answer).toMatch(/^set-cookie: a=1\r\nset-cookie: b=2\r$/im)
  expect(answer).toMatch(/^x-frame-options: DENY\r$/im)
  expect(answer).toMatch(/^x-request-id: [\w-]{36}\r$/im)
})

test('HEAD is answered without a body', async () => {
  await using served = await serve(async () => new Response('body'))
  expect(await served.ask('HEAD /v1/x')).toMatch(/^HTTP\/1.1 200 [\s\S]*\r\n\r\n$/)
})

test('a chunked body that nobody reads does not disturb the next request', async () => {
  await using served = await serve(async ({ method }) => new Response(`seen ${method}`))
  const socket = served.open()
  socket.write('POST /v1/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
  for (const byte of 'abc') {
    socket.write(`1000\r\n${byte.repeat(4096)}\r\n`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  socket.write('0\r\n\r\n')
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 200 /)
  socket.write('GET /v1/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  expect(await text(socket)).toContain('seen GET')
})

test('a body that comes in pieces arrives complete', async () => {
  await using served = await serve(async (request) => {
    const { length } = await request.text()
    return Response.json({ length })
  })
  const socket = served.open()
  socket.write(
    'POST /v1/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 12288\r\n\r\n',
  )
  for (const byte of 'abc') {
    socket.write(byte.repeat(4096))
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect(await text(socket)).toContain('{"length":12288}')
})

test('the platform is told when the client has gone, and nothing is logged about that', async () => {
  const seen = new EventEmitter()
  await using served = await serve(async ({ signal }) => {
    seen.emit('asked')
    await once(signal, 'abort')
    seen.emit('gone')
    throw signal.reason
  })
  const [asked, gone] = [once(seen, 'asked'), once(seen, 'gone')]
  const socket = served.open()
  socket.write('GET /v1/x HTTP/1.1\r\nHost: x\r\n\r\n')
  await asked
  socket.destroy()
  await gone
  await new Promise((done) => setImmediate(done))
  expect(served.messages).toEqual([])
})

test('an error that the platform throws is answered with status 500 and logged', async () => {
  await using served = await serve(() => Promise.reject(new Error('broken')))
  const answer = await served.ask('GET /v1/x')
  expect(answer).toMatch(/^HTTP\/1.1 500 /)
  expect(answer).toContain('"code":"internal_error"')
  expect(served.messages).toContain('an error was not handled')
})

test('until the application has started, requests get 503 and a time to try again', async () => {
  await using served = await guardedServer(answerByPlatform)
  const answer = await served.ask('GET /v1/integrations')
  expect(answer).toMatch(/^HTTP\/1.1 503 /)
  expect(answer).toMatch(/^retry-after: 5\r$/im)
  expect(answer).toContain('"code":"unavailable"')
})

test('with a remote Miteos the addresses are not found: programs get a problem, people a page', async () => {
  Reflect.set(globalThis, place, null)
  await using served = await guardedServer(answerByPlatform)
  const problem = await served.ask('GET /v1/integrations')
  expect(problem).toMatch(/^HTTP\/1.1 404 /)
  expect(problem).toContain('"code":"not_found"')
  const page = await served.ask('GET /integrations/connect')
  expect(page).toMatch(/^HTTP\/1.1 404 /)
  expect(page).toContain('<h1>Not found</h1>')
  expect(served.messages).toEqual(['refused', 'refused'])
})
