import { RunningServer } from '@/scripts/running-server'
import { navigation, redirectTarget } from '@/tests/support/redirect-target'
import { expect, test, token } from '../support/remote-miteos'
import type { ScriptedMiteos } from '../support/scripted-miteos'

test.use({ echoesState: true })

const code = `code-of-${'k'.repeat(40)}`

/** Begins an attempt with the form of a service. Returns its state and all cookies that were set. */
async function begin(server: RunningServer, service = 'slack', earlierCookie = '') {
  const cookie = earlierCookie || (await server.signIn(token))
  const begun = await post(server, `/connect/${service}`, {}, cookie, navigation)
  expect(begun.status, 'a page that goes on by GET').toBe(200)
  const state = new URL(redirectTarget(begun)).searchParams.get('state') ?? ''
  const attempt = begun.headers.getSetCookie().map((line) => line.split(';', 1)[0])
  return { state, cookie: [cookie, ...attempt].join('; ') }
}

function post(
  server: RunningServer,
  path: string,
  fields: Record<string, string>,
  cookie: string,
  more: Record<string, string> = {},
) {
  return fetch(server.origin + path, {
    method: 'POST',
    headers: { ...more, origin: server.origin, cookie },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
}

const countPosts = (miteos: ScriptedMiteos) => miteos.count('POST /v1/integrations')

test('opening the callback address in any way changes nothing, and the connection can still be finished', async ({
  dashboard,
  miteos,
}) => {
  const { state, cookie } = await begin(dashboard)
  const address = `${dashboard.origin}/callback?oauth_code=${code}&service=slack&state=${state}`
  const requests: { method?: string; headers?: Record<string, string>; more?: string }[] = [
    {},
    { method: 'HEAD' },
    { headers: { 'sec-purpose': 'prefetch;prerender' } },
    { headers: { purpose: 'prefetch' } },
    { headers: { rsc: '1', 'next-router-prefetch': '1' }, more: '&_rsc=abc' },
    { headers: { 'user-agent': 'Slackbot-LinkExpanding 1.0' } },
  ]
  for (const { method = 'GET', headers = {}, more = '' } of requests) {
    const answer = await fetch(address + more, { method, headers: { ...headers, cookie } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  }
  for (const method of ['GET', 'HEAD', 'OPTIONS'])
    for (const path of ['/connect/slack', '/callback/complete'])
      expect((await fetch(dashboard.origin + path, { method, headers: { cookie } })).status).toBe(
        405,
      )
  expect(countPosts(miteos)).toBe(0)
  const done = await post(dashboard, '/callback/complete', { oauth_code: code, state }, cookie)
  expect([done.status, done.headers.get('location')]).toEqual([
    303,
    expect.stringContaining('/integrations?connected=int_'),
  ])
  expect(countPosts(miteos)).toBe(1)
  expect(dashboard.log).not.toContain(code)
  expect(dashboard.log).not.toContain(state)
})

test('the same callback submitted ten times at once and once more later is one POST with one result', async ({
  dashboard,
  miteos,
}) => {
  const { state, cookie } = await begin(dashboard)
  const submit = () => post(dashboard, '/callback/complete', { oauth_code: code, state }, cookie)
  const answers = await Promise.all(Array.from({ length: 10 }, submit))
  const locations = [...answers, await submit()].map(({ headers }) => headers.get('location'))
  expect(new Set(locations).size).toBe(1)
  expect(locations[0]).toContain('connected=')
  expect(countPosts(miteos)).toBe(1)
})

test('two tabs that connect the same service both finish, each with its own code', async ({
  dashboard,
  miteos,
}) => {
  const first = await begin(dashboard)
  const second = await begin(dashboard, 'slack', first.cookie)
  for (const [state, own] of [
    [second.state, 'code-second'],
    [first.state, 'code-first'],
  ] as const) {
    const fields = { oauth_code: own, service: 'slack', state }
    const done = await post(dashboard, '/callback/complete', fields, second.cookie)
    expect(done.headers.get('location')).toContain('connected=')
  }
  expect(countPosts(miteos)).toBe(2)
})

const refused: [what: string, query: (state: string) => string, title: string][] = [
  ['no attempt', () => `oauth_code=${code}&state=${'x'.repeat(43)}`, 'Nothing to finish here'],
  [
    'another service',
    (s) => `oauth_code=${code}&state=${s}&service=gmail`,
    'The answer is from another service',
  ],
  ['a denial', (s) => `error=access_denied&state=${s}`, 'You cancelled'],
  [
    'markup',
    (s) => `error=%3Cb%3Ex&error_description=${'%3Cb%3E'.repeat(300)}&state=${s}`,
    'Slack refused',
  ],
  ['a code twice', (s) => `oauth_code=a&oauth_code=b&state=${s}`, 'This address is not complete'],
  ['a code and an error', (s) => `oauth_code=a&error=b&state=${s}`, 'This address is not complete'],
  [
    'a code of 5 KB',
    (s) => `oauth_code=${'a'.repeat(5000)}&state=${s}`,
    'This address is not complete',
  ],
  [
    'a code of 14 KB',
    (s) => `oauth_code=${'a'.repeat(14_000)}&state=${s}`,
    'This address is not complete',
  ],
]

for (const [what, query, title] of refused) {
  test(`a callback with ${what} shows its own page with its own title and leaves the code unused`, async ({
    dashboard,
    miteos,
  }) => {
    const { state, cookie } = await begin(dashboard)
    const answer = await fetch(`${dashboard.origin}/callback?${query(state)}`, {
      headers: { cookie },
    })
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).toContain(`<title>${title} · Miteos</title>`)
    expect(html).toMatch(new RegExp(`<h1[^>]*>${title}</h1>`))
    expect(answer.url).not.toMatch(/oauth_code|state=|description/)
    const reference = /Reference\b.*?<code[^>]*>([\w-]+)</.exec(html)?.[1] ?? 'none'
    expect(dashboard.log).toContain(reference)
    expect(countPosts(miteos)).toBe(0)
    const done = await post(dashboard, '/callback/complete', { oauth_code: code, state }, cookie)
    expect(done.headers.get('location')).toContain('connected=')
  })
}

test('a code of 20 KB is refused before the application reads it', async ({ dashboard }) => {
  const address = `${dashboard.origin}/callback?oauth_code=${'a'.repeat(20_000)}`
  expect((await fetch(address)).status).toBe(431)
})

test('an attempt can be finished on another server than the one where it began', async ({
  dashboard,
  miteos,
}) => {
  const { state, cookie } = await begin(dashboard)
  const other = await RunningServer.start({
    dataDir: dashboard.dataDir,
    env: {
      APP_URL: dashboard.origin,
      MITEOS_API_URL: miteos.origin,
      MITEOS_CONNECT_URL: `${miteos.origin}/integrations/connect`,
    },
  })
  const done = await fetch(`${other.origin}/callback/complete`, {
    method: 'POST',
    headers: { origin: dashboard.origin, cookie },
    body: new URLSearchParams({ oauth_code: code, state }),
    redirect: 'manual',
  })
  expect(done.headers.get('location')).toContain('connected=')
  expect(countPosts(miteos)).toBe(1)
  await other.end()
})
