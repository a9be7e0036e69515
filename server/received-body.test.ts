import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guardedServer } from '@/tests/support/guarded-server'

let served: Awaited<ReturnType<typeof guardedServer>>
let bodies: string[]

beforeAll(async () => {
  served = await guardedServer(async (request, response) => {
    const body = await text(request)
    bodies.push(body)
    response.end(`${body.length}`)
  })
})

afterAll(() => served[Symbol.asyncDispose]())

const head = (headers: string, path = '/v1/x') =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n`
const megabyte = 1024 * 1024
const lastRequest = 'GET /v1/last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
const chunk = (size: number) => `${size.toString(16)}\r\n${'a'.repeat(size)}\r\n`
const statuses = (answers: string) =>
  [...answers.matchAll(/HTTP\/1.1 (\d{3})/g)].map(([, status]) => Number(status))

describe('a request body', () => {
  test.each([
    ['of 16 KB', `${head('Content-Length: 16384')}${'a'.repeat(16_384)}`, 16_384],
    ['in chunks', `${head('Transfer-Encoding: chunked')}${chunk(9)}${chunk(9)}0\r\n\r\n`, 18],
    ['of no chunk at all', `${head('Transfer-Encoding: chunked')}0\r\n\r\n`, 0],
    [
      'of 1 MB in a call of a tool',
      `${head(`Content-Length: ${megabyte}`, '/v1/mcp?readonly')}${'a'.repeat(megabyte)}`,
      megabyte,
    ],
    ['of no byte', head('Content-Length: 0'), 0],
  ])('%s reaches the application complete', async (_, request, length) => {
    bodies = []
    expect(statuses(await served.raw(request + lastRequest))).toEqual([200, 200])
    expect(bodies.map((body) => body.length).sort()).toEqual([0, length].sort())
  })

  test.each([
    ['of 17 KB', `${head('Content-Length: 17408')}${'a'.repeat(17_408)}`],
    ['of 17 KB in chunks', `${head('Transfer-Encoding: chunked')}${chunk(17_408)}0\r\n\r\n`],
    [
      'of more than 1 MB in a call of a tool',
      `${head('Transfer-Encoding: chunked', '/v1/tool_calls')}${chunk(megabyte + 1)}0\r\n\r\n`,
    ],
    [
      'of 17 KB to an address that only begins so',
      `${head('Content-Length: 17408', '/v1/mcpx')}${'a'.repeat(17_408)}`,
    ],
    ['of 12 MB', `${head('Content-Length: 12582912')}${'a'.repeat(12_582_912)}`],
    ['of 12 MB in chunks', `${head('Transfer-Encoding: chunked')}${chunk(12_582_912)}0\r\n\r\n`],
  ])('%s is refused within a second, and the connection stays usable', async (_, request) => {
    bodies = []
    const socket = served.open()
    const begin = performance.now()
    socket.write(request)
    const [answer] = await once(socket, 'data')
    expect(performance.now() - begin).toBeLessThan(1000)
    expect(statuses(String(answer))).toEqual([413])
    socket.write(lastRequest)
    expect(statuses(await text(socket))).toEqual([200])
    expect(bodies).toEqual([''])
  })

  test('that never ends is refused at once, and its connection is closed', async () => {
    bodies = []
    const socket = served.open().on('error', () => undefined)
    const closed = new Promise((resolve) => socket.on('close', resolve))
    socket.write(head('Transfer-Encoding: chunked'))
    const endless = setInterval(() => socket.write(chunk(1_000_000)), 1)
    const [answer] = await once(socket, 'data')
    expect(statuses(String(answer))).toEqual([413])
    await closed
    clearInterval(endless)
    expect(bodies).toEqual([])
  })

  test('that is shorter than its Content-Length never reaches the application', async () => {
    bodies = []
    const socket = served.open()
    socket.write(`${head('Content-Length: 20')}{"service":"slack"}`)
    socket.end()
    expect(statuses(await text(socket))).toEqual([400])
    expect(bodies).toEqual([])
  })

  test('with two lengths is refused', async () => {
    bodies = []
    const headers = 'Content-Length: 3\r\nTransfer-Encoding: chunked'
    expect(statuses(await served.raw(`${head(headers)}0\r\n\r\n`))).toEqual([400])
    expect(bodies).toEqual([])
  })
})
