import { ourRoutes } from '@/tests/support/our-routes'
import { test } from '../support/fixtures'
import { sendLine, statusesIn } from '../support/raw-http'
import { expect, test as remoteTest, token } from '../support/remote-miteos'

const ids = [
  '..%2f..%2fadmin',
  '%2e%2e',
  '%2E%2E%2Fx',
  '..%5cadmin',
  '%252e%252e',
  'int_a%3fx=1',
  'int_a%23x',
  'int_a%00',
  'int_a%0d%0aX-Evil:%201',
  'int_a;b',
  'int_a%2f..',
  '__proto__',
  '%E0%A4%A',
  `int_${'a'.repeat(4096)}`,
  '%F0%9F%92%A9',
  "int_a'%20OR%201=1--",
]

const addressesWithoutId = ourRoutes().map(({ address }) => address)

/** The routes that have the id in their address. */
const routesWith = (id: string) =>
  ourRoutes({ id, service: id, nextauth: id }).filter(
    ({ address }) => !addressesWithoutId.includes(address),
  )

for (const id of ids) {
  remoteTest(
    `the id ${id.slice(0, 30)} is refused without asking the API`,
    async ({ dashboard, miteos }) => {
      const cookie = `Cookie: ${await dashboard.signIn(token)}`
      miteos.calls.length = 0
      const origin = `Origin: ${dashboard.origin}`
      const form = 'Content-Type: application/x-www-form-urlencoded'
      for (const { address, kind, methods } of routesWith(id)) {
        for (const method of methods) {
          const line = `${method} ${address}`
          const write = ['Content-Length: 0', ...(kind === 'form' ? [form] : [])]
          const isRead = ['GET', 'HEAD'].includes(method)
          const answer = await sendLine(dashboard.origin, line, [
            cookie,
            origin,
            ...(isRead ? [] : write),
          ])
          expect([400, 404], line).toContain(statusesIn(answer)[0])
          expect(answer).not.toMatch(/^x-evil/im)
        }
      }
      expect(miteos.calls).toEqual([])
    },
  )

  test(`the id ${id.slice(0, 30)} under /v1 is answered with problem details`, async ({
    person,
    origin,
  }) => {
    const answer = await sendLine(origin, `GET /v1/integrations/${id}`, [
      `Authorization: Bearer ${person.token}`,
    ])
    const [status = 0] = statusesIn(answer)
    expect([400, 404]).toContain(status)
    expect(answer).toMatch(/^content-type: application\/problem\+json/im)
    const problem = JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1))
    expect(problem).toMatchObject({ status, request_id: expect.stringMatching(/^[\w-]{8,64}$/) })
  })
}

test('addresses under /v1 that Next would redirect or refuse are answered with problem details', async ({
  origin,
}) => {
  for (const line of [
    'GET /v1//integrations',
    'GET //v1/integrations',
    'GET /v1/%',
    'GET /v1/a\\b',
  ]) {
    const answer = await sendLine(origin, line)
    expect(statusesIn(answer), line).toEqual([404])
    expect(answer).not.toMatch(/^location:/im)
  }
})

const upgrades = ['/', '/v1/integrations', 'http://169.254.169.254/latest', '//evil.example/', '*']

for (const target of upgrades) {
  test(`an upgrade to a WebSocket at ${target} is refused`, async ({ origin }) => {
    const answer = await sendLine(origin, `GET ${target}`, [
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ])
    expect(statusesIn(answer)).toEqual([404])
  })
}

test('a request for an absolute URL reaches no other host', async ({ origin }) => {
  for (const host of ['169.254.169.254', '[::1]:9', '2130706433', 'localhost:9'])
    expect(statusesIn(await sendLine(origin, `GET http://${host}/x`)), host).toEqual([404])
})
