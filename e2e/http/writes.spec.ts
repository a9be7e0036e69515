import { createServer } from 'node:http'
import { freePort } from '@/scripts/free-port'
import { ourWrites } from '@/tests/support/our-routes'
import { expect, slack, test, token } from '../support/remote-miteos'
import { signIn } from '../support/steps'

const writes = ourWrites()

const foreignHeaders: [name: string, headers: (origin: string) => Record<string, string>][] = [
  ['another origin', () => ({ origin: 'https://elsewhere.example' })],
  ['another port', () => ({ origin: 'http://127.0.0.1:9', 'sec-fetch-site': 'same-site' })],
  ['our origin in capital letters', (origin) => ({ origin: origin.replace('http', 'HTTP') })],
  ['our origin with a path', (origin) => ({ origin: `${origin}/` })],
  ['no origin', () => ({})],
  ['an opaque origin', () => ({ origin: 'null' })],
  ['an opaque origin across sites', () => ({ origin: 'null', 'sec-fetch-site': 'cross-site' })],
  ['our origin across sites', (origin) => ({ origin, 'sec-fetch-site': 'cross-site' })],
  ['our origin from a sibling', (origin) => ({ origin, 'sec-fetch-site': 'same-site' })],
]

for (const [name, headersFor] of foreignHeaders) {
  test(`a write with ${name} is refused before anything is done`, async ({ dashboard, miteos }) => {
    const cookie = await dashboard.signIn(token)
    miteos.calls.length = 0
    for (const { method, address, types } of writes) {
      for (const contentType of [...types, 'text/plain']) {
        const response = await fetch(`${dashboard.origin}${address}`, {
          method,
          headers: {
            cookie,
            ...headersFor(dashboard.origin),
            ...(contentType && { 'content-type': contentType }),
          },
          ...(contentType && { body: '{"service":"slack"}' }),
          redirect: 'manual',
        })
        expect(response.status, `${method} ${address} as ${contentType}`).toBe(403)
      }
    }
    expect(miteos.calls).toEqual([])
    const list = await fetch(`${dashboard.origin}/api/integrations`, { headers: { cookie } })
    expect(list.status, 'the session lives').toBe(200)
  })
}

test('the same writes from our own page reach the API', async ({ dashboard, miteos }) => {
  miteos.integrations = [slack]
  const cookie = await dashboard.signIn(token)
  const response = await fetch(`${dashboard.origin}/api/integrations/int_a`, {
    method: 'DELETE',
    headers: { cookie, origin: dashboard.origin, 'sec-fetch-site': 'same-origin' },
  })
  expect([response.status, await response.text()]).toEqual([204, ''])
  expect(miteos.count('DELETE /v1/integrations/int_a')).toBe(1)
})

test('a page on another port of the same host changes nothing although the cookies are sent', async ({
  page,
  dashboard,
  miteos,
}) => {
  miteos.integrations = [slack]
  await signIn(page, token)
  miteos.calls.length = 0
  const posted = writes.filter(({ method }) => method === 'POST')
  const port = await freePort()
  const attacker = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      posted
        .map(
          ({ address }, index) =>
            `<form method="post" enctype="text/plain" action="${dashboard.origin}${address}"><button>Plain ${index}</button></form>
             <form method="post" action="${dashboard.origin}${address}"><input name="service" value="slack"><button>Form ${index}</button></form>`,
        )
        .join('\n'),
    )
  }).listen(port, '127.0.0.1')
  for (const kind of ['Plain', 'Form']) {
    for (const [index, { address }] of posted.entries()) {
      await page.goto(`http://127.0.0.1:${port}/`)
      const answered = page.waitForResponse(`${dashboard.origin}${address}`)
      await page.getByRole('button', { name: `${kind} ${index}`, exact: true }).click()
      expect((await answered).status(), `${kind} ${address}`).toBe(403)
    }
  }
  expect(miteos.calls).toEqual([])
  attacker.close()
})
