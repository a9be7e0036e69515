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
const authorized: string[] = []
const asked = new Set<Socket>()

beforeEach(async () => {
  asked.clear()
  authorized.length = 0
  server = createServer((request, response) => {
    authorized.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    asked.add(request.socket)
    request.socket.on('close', () => asked.delete(request.socket))
    listener(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

function portOf(): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

function connectedMiteos({ timeoutMs = 500, port = portOf() } = {}) {
  const api = {
    base: `http://127.0.0.1:${port}/v1`,
    send: network,
    timeoutMs,
    now: Date.now,
  }
  return createMiteos(api, { bearer: () => 'mt_test_token', requestId: 'request-1' })
}

const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'worked',
    (error: unknown) => (error instanceof MiteosError ? error.kind : String(error)),
  )

/** Returns the number of open connections that carried a request. undici keeps another unused one ready. */
async function openSockets(): Promise<number> {
  await sleep(50)
  return asked.size
}

test('silence, a stalled body and one byte a second are given up in time and leave no socket open', async () => {
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
    expect(await kindOf(connectedMiteos().list())).toBe('timeout')
    expect(Date.now() - started).toBeLessThan(1500)
    expect(await openSockets()).toBe(0)
  }
})

test('a body that is cut short is unreadable', async () => {
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
    expect(await kindOf(connectedMiteos().list())).toBe('invalid')
  }
})

test('an endless body is stopped at the cap', async () => {
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
  const before = process.memoryUsage().rss
  expect(await kindOf(connectedMiteos({ timeoutMs: 5000 }).list())).toBe('invalid')
  expect(sent).toBeLessThan(60 * 1024 * 1024)
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  expect(await openSockets()).toBe(0)
})

test('ten thousand integrations are read', async () => {
  const item = { service: 'slack', status: 'connected', available_tools: ['post_message'] }
  const list = Array.from({ length: 10_000 }, (_, n) => ({ id: `int_${n}`, ...item }))
  listener = (_request, response) => response.end(JSON.stringify(list))
  const read = await connectedMiteos({ timeoutMs: 5000 }).list()
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
    expect(await kindOf(connectedMiteos().list())).toBe('invalid')
    expect(await kindOf(connectedMiteos().connect({ service: 'slack', oauth_code: 'x' }))).toBe(
      'invalid',
    )
  }
  expect(reached).toEqual([])
  other.close()
})

test('a POST whose answer is lost was sent once', async () => {
  listener = (request) => request.socket.destroy()
  expect(await kindOf(connectedMiteos().connect({ service: 'slack', oauth_code: 'x' }))).toBe(
    'unreachable',
  )
  expect(authorized).toEqual(['POST /v1/integrations Bearer mt_test_token'])
})

test('a server that is not there is unreachable, and a POST to it was never sent', async () => {
  const port = portOf()
  server.close()
  const error = await connectedMiteos({ port })
    .connect({ service: 'slack', oauth_code: 'x' })
    .catch((reason: unknown) => reason)
  expect(error).toMatchObject({ kind: 'unreachable', neverSent: true })
  expect(await kindOf(connectedMiteos({ port }).list())).toBe('unreachable')
})
