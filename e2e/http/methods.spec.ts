import { ourPages, ourRoutes } from '@/tests/support/our-routes'
import { sendLine, statusesIn } from '../support/raw-http'
import { expect, slack, test, token } from '../support/remote-miteos'

const files = ['/services/slack.svg', '/platform.css', '/_next/static/nothing.js']

/** Each address with the methods that it offers. A refusal of every other method names these methods. */
const offered: [address: string, methods: string[]][] = [
  ...[...ourPages(), '/nowhere', ...files].map((address): [string, string[]] => [
    address,
    ['GET', 'HEAD'],
  ]),
  ...ourRoutes().map(({ address, methods }): [string, string[]] => [address, methods]),
]

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

for (const [path, allowed] of offered) {
  test(`${path} refuses every method that it does not offer and names those it offers`, async ({
    dashboard,
    miteos,
  }) => {
    const cookie = await dashboard.signIn(token)
    miteos.calls.length = 0
    for (const method of methods.filter((each) => !allowed.includes(each))) {
      const { status, headers } = await fetch(`${dashboard.origin}${path}`, {
        method,
        headers: { cookie, origin: dashboard.origin, 'next-action': '7f' },
        redirect: 'manual',
      })
      expect([status, headers.get('allow')], method).toEqual([405, allowed.join(', ')])
    }
    expect(miteos.calls).toEqual([])
  })
}

test('TRACE, CONNECT and unknown methods are refused everywhere', async ({ dashboard }) => {
  for (const path of ['/integrations', '/api/integrations', '/v1/integrations', '/connect/slack'])
    for (const method of ['TRACE', 'CONNECT', 'PROPFIND', 'BREW', 'get'])
      expect(statusesIn(await sendLine(dashboard.origin, `${method} ${path}`)), method).toEqual([
        405,
      ])
})

test('no header and no field changes the method of a request', async ({ dashboard, miteos }) => {
  miteos.integrations = [slack]
  const cookie = await dashboard.signIn(token)
  const { origin } = dashboard
  for (const header of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    await fetch(`${origin}/api/integrations/int_a?_method=DELETE`, {
      headers: { cookie, [header]: 'DELETE' },
    })
    await fetch(`${origin}/disconnect/int_a?_method=POST`, {
      headers: { cookie, [header]: 'POST' },
    })
    await fetch(`${origin}/api/integrations`, {
      method: 'POST',
      headers: { cookie, origin, [header]: 'DELETE' },
      body: new URLSearchParams({ _method: 'DELETE', id: 'int_a' }),
    })
  }
  expect(miteos.calls.filter((call) => !call.startsWith('GET'))).toEqual([])
})

const forms = ourRoutes().filter(({ kind }) => kind === 'form')
const bodyAddresses = [
  ...forms.map(({ address }) => address),
  '/api/integrations',
  '/api/integrations/int_a/faults',
]

const types = [
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/x-www-form-urlencoded; charset=utf-16',
  'application/xml',
  '',
]

test('a body of the wrong type is refused with 415 and has no effect', async ({
  dashboard,
  miteos,
}) => {
  const cookie = await dashboard.signIn(token)
  miteos.calls.length = 0
  for (const path of bodyAddresses)
    for (const type of types) {
      const response = await fetch(`${dashboard.origin}${path}`, {
        method: 'POST',
        headers: { cookie, origin: dashboard.origin, 'content-type': type },
        body: Buffer.from('{"service":"slack"}'),
        redirect: 'manual',
      })
      expect(response.status, `${path} as ${type}`).toBe(415)
    }
  expect(miteos.calls).toEqual([])
})
