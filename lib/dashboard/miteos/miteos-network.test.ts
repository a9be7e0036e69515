import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { network } from '../network/network'
import { createMiteos } from './miteos-client'
import { MiteosError } from './miteos-error'

let server: Server
let listener: RequestListener = (_request, response) => response.end('[]')
const requests: string[] = []
const socketsWithRequest = new Set<Socket>()

beforeEach(async () => {
  socketsWithRequest.clear()
  requests.length = 0
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    socketsWithRequest.add(request.socket)
    request.socket.on('close', () => socketsWithRequest.delete(request.socket))
    listener(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

function serverPort(): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

function createClient({ timeoutMs = 500, port = serverPort() } = {}) {
  const api = {
    base: `http://127.0.0.1:${port}/v1`,
    send: network,
    timeoutMs,
    now: Date.now,
  }
  return createMiteos(api, { bearer: () => 'mt_test_token', requestId: 'request-1' })
}

const failureKindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'worked',
    (error: unknown) => (error instanceof MiteosError ? error.kind : String(error)),
  )

/** Counts the open connections that carried a request. undici opens one more in advance, which is not counted. */
async function countOpenSockets(): Promise<number> {
  await sleep(50)
  return socketsWithRequest.size
}

test('a read fails in time and leaves no socket open when the API is silent, stops, or sends bytes slowly', async () => {
  const behaviours: RequestListener[] = [
    () => {},
    (_request, response) => response.writeHead(200).write('['),
    (_request, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write(' '), 100)
      response.on('close', () => clearInterval(drip))
    },
  ]
  for (const behaviour of behaviours) {
    listener = behaviour
    const started = Date.now()
    expect(await failureKindOf(createClient().list())).toBe('timeout')
    expect(Date.now() - started).toBeLessThan(1500)
    expect(await countOpenSockets()).toBe(0)
  }
})

test('a body that ends too early is invalid', async () => {
  const cuts: RequestListener[] = [
    (_request, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('[]')
      setTimeout(() => response.destroy(), 20)
    },
    (_request, response) => {
      response.writeHead(200)
      response.write('[')
      setTimeout(() => response.destroy(), 20)
    },
  ]
  for (const cut of cuts) {
    listener = cut
    expect(await failureKindOf(createClient().list())).toBe('invalid')
  }
})

test('reading an endless body stops at the size limit', async () => {
  let sent = 0
  listener = (_request, response) => {
    const chunk = Buffer.alloc(1024 * 1024, 0x20)
    const pour = () => {
      while (!response.destroyed && sent < 200 * chunk.length) {
        sent += chunk.length
        if (!response.write(chunk)) return response.once('drain', pour)
      }
    }
    response.writeHead(200)
    pour()
  }
  const memoryBefore = process.memoryUsage().rss
  expect(await failureKindOf(createClient({ timeoutMs: 5000 }).list())).toBe('invalid')
  expect(sent).toBeLessThan(60 * 1024 * 1024)
  expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(100 * 1024 * 1024)
  expect(await countOpenSockets()).toBe(0)
})

test('ten thousand integrations are read', async () => {
  const item = { service: 'slack', status: 'connected', available_tools: ['post_message'] }
  const list = Array.from({ length: 10_000 }, (_, n) => ({ id: `int_${n}`, ...item }))
  listener = (_request, response) => response.end(JSON.stringify(list))
  const read = await createClient({ timeoutMs: 5000 }).list()
  expect(read).toHaveLength(10_000)
})

test('the token never follows a redirect', async () => {
  const other = createServer((_request, response) => response.end('[]'))
  const reached: unknown[] = []
  other.on('request', ({ headers }) => reached.push(headers))
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? address?.port : 0
  for (const status of [301, 302, 307, 308]) {
    listener = (_request, response) =>
      response.writeHead(status, { location: `http://127.0.0.1:${port}/v1/integrations` }).end()
    expect(await failureKindOf(createClient().list())).toBe('invalid')
    expect(await failureKindOf(createClient().connect({ service: 'slack', oauth_code: 'x' }))).toBe(
      'invalid',
    )
  }
  expect(reached).toEqual([])
  other.close()
})

test('a POST whose answer is lost was sent once', async () => {
  listener = (request) => request.socket.destroy()
  expect(await failureKindOf(createClient().connect({ service: 'slack', oauth_code: 'x' }))).toBe(
    'unreachable',
  )
  expect(requests).toEqual(['POST /v1/integrations Bearer mt_test_token'])
})

test('a server that is not there is unreachable, and a POST to it counts as never sent', async () => {
  const port = serverPort()
  server.close()
  const error = await createClient({ port })
    .connect({ service: 'slack', oauth_code: 'x' })
    .catch((reason: unknown) => reason)
  expect(error).toMatchObject({ kind: 'unreachable', wasNeverSent: true })
  expect(await failureKindOf(createClient({ port }).list())).toBe('unreachable')
})
