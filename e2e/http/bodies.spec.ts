import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { ourWrites } from '@/tests/support/our-routes'
import { openSocket, statusesIn } from '../support/raw-http'
import { expect, slack, test, token } from '../support/remote-miteos'

const writeAddresses = new Set(ourWrites().map(({ address }) => address))
const paths = [
  '/integrations',
  '/api/auth/session',
  '/v1/integrations',
  '/nowhere',
  ...writeAddresses,
]

const bodies: [name: string, headers: string, body: string][] = [
  ['17 KB', 'Content-Length: 17408', 'a'.repeat(17_408)],
  ['17 KB in chunks', 'Transfer-Encoding: chunked', `4400\r\n${'a'.repeat(17_408)}\r\n0\r\n\r\n`],
  ['12 MB', 'Content-Length: 12582912', 'a'.repeat(12_582_912)],
]

for (const path of paths) {
  for (const [name, headers, body] of bodies) {
    test(`${name} sent to ${path} is refused with 413 at once, and the connection still works`, async ({
      dashboard,
      miteos,
    }) => {
      const cookie = await dashboard.signIn(token)
      miteos.calls.length = 0
      const socket = await openSocket(dashboard.origin)
      const head = [
        `POST ${path} HTTP/1.1`,
        'Host: x',
        `Origin: ${dashboard.origin}`,
        `Cookie: ${cookie}`,
        'Content-Type: application/x-www-form-urlencoded',
        headers,
      ]
      const begin = performance.now()
      socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
      const [answer] = await once(socket, 'data')
      expect(performance.now() - begin).toBeLessThan(1000)
      expect(statusesIn(String(answer))).toEqual([413])
      socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
      expect(statusesIn(await text(socket))).toEqual([200])
      expect(miteos.calls).toEqual([])
    })
  }
}

test('bodies of 16 KB, chunked bodies and empty bodies reach their handler', async ({
  dashboard,
}) => {
  const cookie = await dashboard.signIn(token)
  const commonHeaders = [
    'Host: x',
    'Connection: close',
    `Cookie: ${cookie}`,
    `Origin: ${dashboard.origin}`,
  ]
  const cases: [path: string, type: string, headers: string, body: string, status: number][] = [
    ['/api/integrations', 'application/json', 'Content-Length: 16384', ' '.repeat(16_384), 400],
    ['/api/integrations', 'application/json', 'Transfer-Encoding: chunked', '0\r\n\r\n', 400],
    ['/api/integrations', 'application/json', 'Content-Length: 0', '', 400],
    [
      '/sign-out',
      'application/x-www-form-urlencoded',
      'Transfer-Encoding: chunked',
      '0\r\n\r\n',
      303,
    ],
    ['/integrations', 'text/plain', 'Transfer-Encoding: chunked', '0\r\n\r\n', 405],
  ]
  for (const [path, type, headers, body, status] of cases) {
    const socket = await openSocket(dashboard.origin)
    const head = [`POST ${path} HTTP/1.1`, ...commonHeaders, `Content-Type: ${type}`, headers]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
    expect(statusesIn(await text(socket)), `${path} with ${headers}`).toEqual([status])
  }
})

test('a body that ends before its length does nothing', async ({ dashboard, miteos }) => {
  miteos.integrations = [slack]
  const cookie = await dashboard.signIn(token)
  miteos.calls.length = 0
  const socket = await openSocket(dashboard.origin)
  const head = [
    'POST /disconnect/int_a HTTP/1.1',
    'Host: x',
    `Cookie: ${cookie}`,
    `Origin: ${dashboard.origin}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 40',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\nperson=`)
  await once(socket.resume(), 'close')
  expect(miteos.calls).toEqual([])
})
