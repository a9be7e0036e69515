import { ourPages, ourRoutes } from '@/tests/support/our-routes'
import { sendLine, statusesIn } from '../support/raw-http'
import { expect, test, token } from '../support/remote-miteos'

const name = 'miteos-session'
const sessionIn = (cookie: string) => /miteos-session=([^;]+)/.exec(cookie)?.[1] ?? ''
const withChangedLetter = (value: string) =>
  value.slice(0, -9) + (value.at(-9) === 'A' ? 'B' : 'A') + value.slice(-8)

const damages: [what: string, damage: (value: string) => string][] = [
  ['tampered', (value) => `${name}=${withChangedLetter(value)}`],
  ['cut in half', (value) => `${name}=${value.slice(0, value.length / 2)}`],
  ['empty', () => `${name}=`],
  ['of dots', () => `${name}=....`],
  ['sent twice', (value) => `${name}=${value}; ${name}=${value}`],
  ['sent twice, one of them empty', (value) => `${name}=; ${name}=${value}`],
  ['quoted', (value) => `${name}="${value}"`],
  ['with bytes of no encoding', () => `${name}=%E0%A4%A\u00ff`],
  ['with a name in other letters', (value) => `Miteos-Session=${value}`],
  ['without a name', (value) => `=${value}`],
  ['of 8 KB', (value) => `${name}=${value}${'a'.repeat(8192)}`],
  ['beside a hundred others', () => Array.from({ length: 100 }, (_, n) => `c${n}=x`).join('; ')],
  [
    'beside a cookie in which next-auth keeps an address',
    () => 'miteos-auth-callback=javascript:alert(1)',
  ],
  ['beside a damaged attempt', () => `miteos-attempt-${'0'.repeat(26)}=%00`],
]

const form = ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 0']

type Expected = [line: string, status: number, location: RegExp | null, headers?: string[]]

/** The addresses to which the general rules of `expected` do not apply. */
const specialAddresses = [
  '/',
  '/sign-in',
  '/callback',
  '/reconnect',
  '/sign-in/submit',
  '/sign-out',
  '/sign-in/passkey',
  '/sign-in/sso',
  '/api/auth/callback/oidc',
  '/healthz',
  '/readyz',
  '/metrics',
  '/platform-theme.css',
  '/api/auth/session',
  '/support',
  '/support/acct_a',
  '/support/join',
  '/support/join/submit',
  '/support/join/passkey',
  '/support/passkeys',
  '/support/passkeys/begin',
  '/support/passkeys/submit',
  '/support/passkeys/int_a/remove',
  '/support/passkeys/int_a/remove/submit',
]
/** The pages that everybody may read. They ask Miteos for nothing but its API document. */
const publicAddresses = ['/developers', '/developers.md', '/developers/errors/not_found']
const isOrdinary = (address: string) =>
  !specialAddresses.includes(address) && !publicAddresses.includes(address)

/** Each page and route, and its answer to a person who is signed out. */
const expected: Expected[] = [
  ['GET /', 307, /^\/integrations$/],
  ['GET /sign-in', 200, null],
  ['GET /callback?oauth_code=x', 307, /^\/sign-in/],
  ['GET /reconnect?link=x', 200, null],
  ['GET /nowhere', 404, null],
  ['GET /healthz', 200, null],
  ['GET /metrics', 404, null],
  ['GET /platform-theme.css', 200, null],
  ['POST /sign-out', 303, /^\/sign-in$/, form],
  ['POST /sign-in/passkey', 404, null, ['Content-Length: 0']],
  ...[
    '/support',
    '/support/acct_a',
    '/support/join',
    '/support/passkeys',
    '/support/passkeys/int_a/remove',
  ].map((address): Expected => [`GET ${address}`, 404, null]),
  ['POST /support/passkeys/begin', 401, null, ['Content-Length: 0']],
  ['POST /support/join/submit', 404, null, form],
  ['POST /support/join/passkey', 404, null, ['Content-Length: 0']],
  ['POST /sign-in/sso', 404, null, form],
  ['GET /api/auth/callback/oidc', 404, null],
  ...publicAddresses.map((address): Expected => [`GET ${address}`, 200, null]),
  ...ourPages()
    .filter(isOrdinary)
    .map((address): Expected => [`GET ${address}`, 307, /^\/sign-in/]),
  ...ourRoutes()
    .filter(({ address }) => isOrdinary(address))
    .flatMap(({ address, kind, methods }) =>
      methods
        .filter((method) => method !== 'HEAD')
        .map((method): Expected => {
          const line = `${method} ${address}`
          if (kind === 'form') return [line, 303, /^\/sign-in/, form]
          return [line, 401, null, method === 'GET' ? [] : ['Content-Length: 0']]
        }),
    ),
]

for (const [what, damage] of damages) {
  test(`a session cookie that is ${what} counts as signed out on every kind of route`, async ({
    dashboard,
    miteos,
  }) => {
    const cookie = damage(sessionIn(await dashboard.signIn(token)))
    miteos.calls.length = 0
    for (const [line, status, location, more = []] of expected) {
      const headers = [`Cookie: ${cookie}`, `Origin: ${dashboard.origin}`, ...more]
      const answer = await sendLine(dashboard.origin, line, headers)
      expect(statusesIn(answer), line).toEqual([status])
      if (location) expect(/^location: (.*)\r$/im.exec(answer)?.[1], line).toMatch(location)
    }
    expect(miteos.calls.filter((call) => !JSON.stringify(call).includes('openapi.json'))).toEqual(
      [],
    )
    const session = await sendLine(dashboard.origin, 'GET /api/auth/session', [`Cookie: ${cookie}`])
    expect(statusesIn(session)[0]).toBeLessThan(500)
    expect(session).not.toContain('"user"')
    expect(dashboard.log).not.toMatch(/not handled|unhandled/i)
  })
}

test('a cookie of 20 KB is refused with a message before the application reads it', async ({
  dashboard,
}) => {
  for (const line of ['GET /integrations', 'GET /api/integrations', 'POST /sign-out']) {
    const answer = await sendLine(dashboard.origin, line, [`Cookie: ${name}=${'a'.repeat(20_480)}`])
    expect(statusesIn(answer), line).toEqual([431])
    expect(answer).toContain('too long')
  }
})

test('a session is taken from the cookie and from nowhere else', async ({ dashboard, miteos }) => {
  const value = sessionIn(await dashboard.signIn(token))
  miteos.calls.length = 0
  for (const headers of [
    { authorization: `Bearer ${value}` },
    { authorization: `Bearer ${token}` },
    { authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}` },
    { 'x-session': value },
  ])
    for (const path of ['/api/integrations', `/api/integrations?token=${token}`, '/api/account'])
      expect((await fetch(dashboard.origin + path, { headers })).status).toBe(401)
  const session = await fetch(`${dashboard.origin}/api/auth/session`, {
    headers: { authorization: `Bearer ${value}` },
  })
  expect(await session.json()).toEqual({})
  expect(miteos.calls).toEqual([])
})

test('a cookie replayed after sign-out is refused everywhere at once', async ({
  dashboard,
  miteos,
}) => {
  const cookie = await dashboard.signIn(token)
  const { origin } = dashboard
  const out = await fetch(`${origin}/sign-out`, {
    method: 'POST',
    headers: { cookie, origin },
    body: new URLSearchParams(),
    redirect: 'manual',
  })
  expect(out.headers.getSetCookie().join()).toMatch(/miteos-session=; Max-Age=0; Path=\//)
  miteos.calls.length = 0
  expect((await fetch(`${origin}/api/integrations`, { headers: { cookie } })).status).toBe(401)
  const page = await fetch(`${origin}/integrations`, { headers: { cookie }, redirect: 'manual' })
  expect(page.headers.get('location')).toMatch(/^\/sign-in/)
  const session = await fetch(`${origin}/api/auth/session`, { headers: { cookie } })
  expect(await session.json()).toEqual({})
  expect(miteos.calls).toEqual([])
})
