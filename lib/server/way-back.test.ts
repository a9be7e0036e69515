import { beforeAll, expect, test } from 'vitest'
import type { WayBack } from '@/lib/contract/way-back'
import type { Storage } from '@/lib/storage/database'
import { createTestDashboard, signedIn, type TestBrowser } from '../../tests/dashboard'
import { createFakeEmbedded } from '../../tests/fake-embedded'
import { integration, problem } from '../../tests/fake-miteos'
import { describeOnBothStores } from '../../tests/stores'
import { beginConnect } from './begin-connect'
import { completeConnect } from './complete-connect'
import type { Dashboard } from './dashboard'
import { describeWayBackOf } from './describe-way-back'
import type { Session } from './sessions'
import { readWayBack } from './way-back-parameters'

type Query = Record<string, string> | URLSearchParams

interface Person {
  browser: TestBrowser
  session: Session
}

const code = `mtoc_${'c'.repeat(43)}`

/** What `/callback` shows at last, following the addresses that it leads to. */
async function look(dashboard: Dashboard, { browser, session }: Person, query: Query) {
  let parameters = new URLSearchParams(query)
  const addresses: string[] = []
  for (let hop = 0; hop < 3; hop++) {
    const described = await describeWayBackOf(dashboard, readWayBack(parameters), {
      visitor: { cookie: browser.cookieHeader(), session },
      requestId: 'reference-1',
    })
    if ('show' in described) return { wayBack: described.show, addresses }
    addresses.push(described.goTo)
    parameters = new URL(described.goTo, 'http://localhost').searchParams
  }
  throw new Error(`the way back leads in circles: ${addresses.join(' ')}`)
}

async function begin(browser: TestBrowser, service = 'slack', fields: Record<string, string> = {}) {
  const path = `/connect/${service}`
  const response = await browser.post(beginConnect, path, { fields, params: { service } })
  const url = new URL(response.headers.get('location') ?? '', 'http://localhost')
  return { response, url, state: url.searchParams.get('state') ?? '' }
}

function complete(browser: TestBrowser, fields: Query) {
  return browser.post(completeConnect, '/callback/complete', { fields })
}

/** Presses the button of the page, or lets it press itself. */
async function finish(dashboard: Dashboard, person: Person, query: Query) {
  const { wayBack } = await look(dashboard, person, query)
  if (wayBack.kind !== 'finish') throw new Error(`nothing to press on ${JSON.stringify(wayBack)}`)
  const response = await complete(person.browser, wayBack.fields)
  return response.headers.get('location') ?? ''
}

const queryOf = (address: string) => new URL(address, 'http://localhost').searchParams
const causeOf = (wayBack: WayBack) => (wayBack.kind === 'failed' ? wayBack.cause : wayBack.kind)

describeOnBothStores('the way back', (openStore) => {
  let storage: Storage
  beforeAll(async () => {
    storage = await openStore()
  })

  async function start() {
    const test = createTestDashboard(storage)
    const connectUrl = 'http://localhost:3000/integrations/connect'
    const embedded = createFakeEmbedded(test.miteos.send)
    const dashboard = { ...test.dashboard, connectUrl, embedded }
    test.miteos.on('POST /integrations', () => Response.json(integration(), { status: 201 }))
    const posts = () => test.miteos.calls.filter((call) => call.startsWith('POST')).length
    const person = await signedIn(dashboard)
    return { ...test, dashboard, person, browser: person.browser, posts }
  }

  test('from the click to the card', async () => {
    const { dashboard, person, browser, posts, miteos, logged } = await start()
    const { response, url, state } = await begin(browser, 'slack', {
      return_to: '/integrations?q=a',
    })
    expect(response.status, 'C30').toBe(303)
    expect(`${url.origin}${url.pathname}`).toBe('http://localhost:3000/integrations/connect')
    expect(url.searchParams.get('service')).toBe('slack')
    expect(url.searchParams.get('redirect_uri')).toBe('http://localhost:3000/callback')
    expect(state).toMatch(/^[\w-]{43}$/)
    expect(response.headers.get('set-cookie')).toMatch(/Max-Age=600; HttpOnly; SameSite=Lax$/)

    const query = { oauth_code: code, service: 'slack', state, iss: 'http://localhost:3000' }
    const { wayBack } = await look(dashboard, person, query)
    expect(wayBack).toMatchObject({ kind: 'finish', service: 'slack', submitsItself: true })
    expect(await finish(dashboard, person, query)).toBe(
      `/integrations?q=a&connected=${integration().id}`,
    )
    expect(posts()).toBe(1)
    expect(miteos.bodies.at(-1)).toEqual({ service: 'slack', oauth_code: code })
    expect(logged.join(), 'C15').not.toContain(code)
    expect(logged.join(), 'C15').not.toContain(state)
  })

  test('C3 C14 looking has no effect, and a finished one shows its result for good', async () => {
    const { dashboard, person, browser, posts } = await start()
    const { state } = await begin(browser)
    const query = { oauth_code: code, service: 'slack', state }
    for (let times = 0; times < 3; times++) await look(dashboard, person, query)
    expect(posts()).toBe(0)
    await finish(dashboard, person, query)
    for (let times = 0; times < 3; times++) {
      const { wayBack, addresses } = await look(dashboard, person, query)
      expect(wayBack).toMatchObject({ kind: 'connected', integrationId: integration().id })
      expect(addresses.join(), 'R15').not.toMatch(/state|oauth_code/)
    }
    const again = await complete(browser, query)
    expect(again.headers.get('location')).toContain('connected=')
    expect(posts()).toBe(1)
  })

  test('C4 twice at once is one POST and one result', async () => {
    const { browser, posts, miteos } = await start()
    const { state } = await begin(browser)
    miteos.on('POST /integrations', async () => {
      await new Promise((resolve) => setTimeout(resolve, 200))
      return Response.json(integration(), { status: 201 })
    })
    const fields = { oauth_code: code, service: 'slack', state }
    const both = await Promise.all([complete(browser, fields), complete(browser, fields)])
    const places = both.map(({ headers }) => headers.get('location'))
    expect(places).toEqual([places[0], places[0]])
    expect(places[0]).toContain('connected=')
    expect(posts()).toBe(1)
  })

  test('C5 two services in two tabs finish in reverse order, each with its own code', async () => {
    const { dashboard, person, browser, miteos } = await start()
    const slack = await begin(browser, 'slack')
    const gmail = await begin(browser, 'gmail')
    const codeOf = (service: string) => `mtoc_${service}`
    for (const [service, { state }] of Object.entries({ gmail, slack })) {
      miteos.on('POST /integrations', () =>
        Response.json(integration({ service, id: `int_${service}` })),
      )
      const query = { oauth_code: codeOf(service), service, state }
      expect(await finish(dashboard, person, query)).toContain(`connected=int_${service}`)
    }
    expect(miteos.bodies.filter(Boolean)).toEqual([
      { service: 'gmail', oauth_code: 'mtoc_gmail' },
      { service: 'slack', oauth_code: 'mtoc_slack' },
    ])
  })

  const refusals: [name: string, query: (state: string) => Query, cause: string][] = [
    [
      'C1 a code that nobody here asked for',
      () => ({ oauth_code: code, state: 'x'.repeat(43) }),
      'nothing_to_finish',
    ],
    ['C1 nothing at all', () => ({}), 'nothing_to_finish'],
    ['C2 no state', () => ({ oauth_code: code, service: 'slack' }), 'nothing_to_finish'],
    [
      'C6 the code of another service',
      (state) => ({ oauth_code: code, service: 'gmail', state }),
      'other_service',
    ],
    [
      'C6 a service that nobody knows',
      (state) => ({ oauth_code: code, service: '__proto__', state }),
      'other_service',
    ],
    [
      'C6 another issuer',
      (state) => ({ oauth_code: code, state, iss: 'https://evil.example' }),
      'malformed',
    ],
    ['C9 a denial', (state) => ({ error: 'access_denied', state }), 'cancelled'],
    [
      'C10 an unknown error',
      (state) => ({ error: '<b>\u202Eevil', error_description: 'x'.repeat(8192), state }),
      'exchange_refused',
    ],
    [
      'C10 a provider that is down',
      (state) => ({ error: 'temporarily_unavailable', state }),
      'provider_down',
    ],
    ['C10 nothing granted', (state) => ({ error: 'invalid_scope', state }), 'missing_permissions'],
    [
      'C11 a code and an error',
      (state) => ({ oauth_code: code, error: 'access_denied', state }),
      'malformed',
    ],
    [
      'C11 two codes',
      (state) =>
        new URLSearchParams([
          ['oauth_code', 'a'],
          ['oauth_code', 'b'],
          ['state', state],
        ]),
      'malformed',
    ],
    [
      'C11 two states',
      (state) =>
        new URLSearchParams([
          ['oauth_code', 'a'],
          ['state', state],
          ['state', 'b'],
        ]),
      'malformed',
    ],
    ['C11 a code under another name', (state) => ({ code, state }), 'malformed'],
    ['C11 an empty code', (state) => ({ oauth_code: '', state }), 'malformed'],
    ['C12 a code of 5 KB', (state) => ({ oauth_code: 'a'.repeat(5120), state }), 'malformed'],
    ['C12 a code with a line break', (state) => ({ oauth_code: 'a\r\nb', state }), 'malformed'],
  ]

  test.each(refusals)('%s is refused before anything is spent', async (_name, queryFor, cause) => {
    const { dashboard, person, browser, posts } = await start()
    const { state } = await begin(browser)
    const query = queryFor(state)
    const { wayBack, addresses } = await look(dashboard, person, query)
    expect(causeOf(wayBack)).toBe(cause)
    expect(wayBack).toMatchObject({ referenceId: expect.stringMatching(/^(att_|reference-1)/) })
    expect(addresses.join()).not.toMatch(/state=|oauth_code=|description|%3Cb|evil/)

    const posted = await complete(browser, query)
    expect([posted.status, posts()]).toEqual([303, 0])
    const good = { oauth_code: code, service: 'slack', state }
    expect(await finish(dashboard, person, good), 'the starter can still finish').toContain(
      'connected=',
    )
  })

  test('C7 C8 another browser and another person are refused; the starter still finishes', async () => {
    const { dashboard, person, browser, posts } = await start()
    const { state } = await begin(browser)
    const query = { oauth_code: code, service: 'slack', state }
    const otherBrowser = await signedIn(dashboard)
    expect(causeOf((await look(dashboard, otherBrowser, query)).wayBack)).toBe('nothing_to_finish')

    const otherPerson = await signedIn(dashboard, { person: 'per_ben' })
    for (const [name, value] of browser.cookies) {
      if (name.includes('attempt')) otherPerson.browser.cookies.set(name, value)
    }
    expect(causeOf((await look(dashboard, otherPerson, query)).wayBack)).toBe('other_person')
    for (const { browser: wrong } of [otherBrowser, otherPerson]) await complete(wrong, query)

    const signedOut = new Map(browser.cookies)
    browser.cookies.delete('miteos-session')
    const response = await complete(browser, query)
    expect(response.headers.get('location')).toMatch(
      /^\/sign-in\?error=ended&callbackUrl=%2Fcallback%3Fattempt%3Datt_\w+$/,
    )
    expect(posts()).toBe(0)
    browser.cookies = signedOut
    expect(await finish(dashboard, person, query)).toContain('connected=')
  })

  test('C8 after signing in again the attempt says that it has to be started again', async () => {
    const { dashboard, person, browser } = await start()
    await begin(browser, 'slack', { return_to: '/integrations/int_1' })
    const [id] = [...browser.cookies.keys()].filter((name) => name.includes('attempt'))
    const attempt = `att_${id?.slice('miteos-attempt-'.length)}`
    const { wayBack } = await look(dashboard, person, { attempt })
    expect(wayBack).toMatchObject({
      cause: 'nothing_to_finish',
      service: 'slack',
      returnTo: '/integrations/int_1',
    })
  })

  test('C13 an attempt that took too long is refused', async () => {
    const { dashboard, person, browser, clock, posts } = await start()
    const { state } = await begin(browser)
    clock.now += 600_000
    const query = { oauth_code: code, service: 'slack', state }
    expect(causeOf((await look(dashboard, person, query)).wayBack)).toBe('attempt_expired')
    for (const name of browser.cookies.keys()) {
      if (name.includes('attempt')) browser.cookies.delete(name)
    }
    const { wayBack } = await look(dashboard, person, query)
    expect(wayBack).toMatchObject({ cause: 'attempt_expired', service: 'slack' })
    await complete(browser, query)
    expect(posts()).toBe(0)
  })

  test('C16 another server on the same store finishes the attempt', async () => {
    const { dashboard, person, browser } = await start()
    const { state } = await begin(browser)
    const other = createTestDashboard(storage)
    other.miteos.on('POST /integrations', () => Response.json(integration()))
    const restarted = {
      ...other.dashboard,
      embedded: dashboard.embedded,
      connectUrl: dashboard.connectUrl,
    }
    const query = { oauth_code: code, service: 'slack', state }
    const { wayBack } = await look(restarted, person, query)
    const fields = wayBack.kind === 'finish' ? wayBack.fields : {}
    const response = await browser.send(
      (request, _dashboard, params) => completeConnect(request, restarted, params),
      '/callback/complete',
      {
        method: 'POST',
        headers: { origin: 'http://localhost:3000' },
        body: new URLSearchParams(fields),
      },
    )
    expect(response.headers.get('location')).toContain('connected=')
  })

  const failures: [name: string, answer: () => Response | Promise<Response>, cause: string][] = [
    [
      'an expired code',
      () => problem(400, 'invalid_oauth_code', { reason: 'expired' }),
      'code_expired',
    ],
    ['a used code', () => problem(400, 'invalid_oauth_code', { reason: 'used' }), 'code_used'],
    [
      'a refused code',
      () => problem(400, 'invalid_oauth_code', { reason: 'refused' }),
      'exchange_refused',
    ],
    ['400 without a body', () => new Response(null, { status: 400 }), 'exchange_refused'],
    ['409 without a body', () => new Response(null, { status: 409 }), 'code_used'],
    ['410', () => new Response(null, { status: 410 }), 'code_expired'],
    ['422 about scopes', () => problem(422, 'invalid_scope'), 'missing_permissions'],
    ['403', () => problem(403, 'forbidden'), 'not_allowed'],
    ['404', () => problem(404, 'not_found'), 'integration_gone'],
    ['429', () => problem(429, 'rate_limited'), 'miteos_down'],
    ['a provider error', () => problem(502, 'provider_error'), 'provider_down'],
    [
      'our own registration refused',
      () => problem(502, 'provider_error', { reason: 'misconfigured' }),
      'not_configured',
    ],
    ['a provider timeout', () => problem(504, 'provider_timeout'), 'provider_slow'],
    ['storage that is away', () => problem(503, 'unavailable'), 'miteos_down'],
    ['500 without a word', () => new Response(null, { status: 500 }), 'unconfirmed'],
    ['garbage', () => new Response('created!', { status: 201 }), 'unconfirmed'],
    ['a lost answer', () => Promise.reject(new TypeError('terminated')), 'unconfirmed'],
    ['another service', () => Response.json(integration({ service: 'gmail' })), 'other_service'],
  ]

  test.each(failures)('A19 A20 A26 %s is one POST and one cause', async (_name, answer, cause) => {
    const { dashboard, person, browser, posts, miteos } = await start()
    miteos.on('POST /integrations', answer)
    const { state } = await begin(browser, 'slack', { return_to: '/integrations?status=error' })
    const query = { oauth_code: code, service: 'slack', state }
    const place = await finish(dashboard, person, query)
    const { wayBack } = await look(dashboard, person, queryOf(place))
    expect(wayBack).toMatchObject({
      cause,
      service: 'slack',
      returnTo: '/integrations?status=error',
      referenceId: expect.stringMatching(/^att_/),
    })
    await complete(browser, query)
    expect(posts()).toBe(1)
  })

  test('A18 after a lost answer the list says that it worked', async () => {
    const { dashboard, person, browser, posts, miteos, clock } = await start()
    miteos.on('POST /integrations', () => Promise.reject(new TypeError('terminated')))
    const connected_at = new Date(clock.now).toISOString()
    const old = integration({ id: 'int_old' })
    miteos.on('GET /integrations', () =>
      Response.json([old, integration({ id: 'int_new', connected_at })]),
    )
    const { state } = await begin(browser)
    const query = { oauth_code: code, service: 'slack', state }
    expect(await finish(dashboard, person, query)).toBe('/integrations?connected=int_new')
    expect(posts()).toBe(1)
  })

  test('S3 a token that died on the way leads to sign-in, and nothing is posted twice', async () => {
    const { dashboard, person, browser, posts, miteos } = await start()
    miteos.on('POST /integrations', () => problem(401, 'unauthorized'))
    const { state } = await begin(browser)
    const query = { oauth_code: code, service: 'slack', state }
    expect(await finish(dashboard, person, query)).toMatch(/^\/sign-in\?error=revoked/)
    const again = await signedIn(dashboard)
    browser.cookies.set('miteos-session', again.browser.cookies.get('miteos-session') ?? '')
    expect(causeOf((await look(dashboard, person, query)).wayBack)).toBe('nothing_to_finish')
    expect(posts()).toBe(1)
  })

  test('C28 another account comes back: both are shown, and the choice decides', async () => {
    const accounts = {
      expected: { id: 'T1', name: 'Acme' },
      received: { id: 'T2', name: 'Beta' },
    }
    for (const choice of ['second', 'replace'] as const) {
      const { dashboard, person, browser, miteos } = await start()
      miteos.on('POST /integrations', () => problem(409, 'account_mismatch', accounts))
      const { state } = await begin(browser, 'slack', { reconnects: 'int_old' })
      const query = { oauth_code: code, service: 'slack', state }
      const place = await finish(dashboard, person, query)
      expect(miteos.bodies.at(-1)).toEqual({
        service: 'slack',
        oauth_code: code,
        reconnects: 'int_old',
      })
      const { wayBack } = await look(dashboard, person, queryOf(place))
      expect(wayBack).toMatchObject({ cause: 'account_mismatch', reconnects: 'int_old' })
      const mismatch = wayBack.kind === 'failed' ? wayBack.mismatch : undefined
      expect(mismatch).toMatchObject({ ...accounts, mayReplace: true })

      const row = await storage.db
        .selectFrom('attempts')
        .selectAll()
        .where('id', '=', mismatch?.attemptId ?? '')
        .executeTakeFirst()
      expect(row?.status).toBe('deciding')
      expect(JSON.stringify(row)).not.toContain(code)

      miteos.on('POST /integrations', () => Response.json(integration({ id: 'int_new' })))
      const decided = await complete(browser, { attempt: mismatch?.attemptId ?? '', choice })
      expect(decided.headers.get('location')).toBe('/integrations?connected=int_new')
      expect(miteos.bodies.at(-1)).toEqual(
        choice === 'second'
          ? { service: 'slack', oauth_code: code }
          : { service: 'slack', oauth_code: code, reconnects: 'int_old', replace: true },
      )
      const before = miteos.calls.length
      await complete(browser, { attempt: mismatch?.attemptId ?? '', choice })
      expect(miteos.calls).toHaveLength(before)
    }
  })

  test('a Miteos that ignores "reconnects" is caught by the id that comes back', async () => {
    const { dashboard, person, browser } = await start()
    const { state } = await begin(browser, 'slack', { reconnects: 'int_old' })
    const query = { oauth_code: code, service: 'slack', state }
    expect(await finish(dashboard, person, query)).toBe(
      `/integrations?connected=${integration().id}&instead_of=int_old`,
    )
  })

  test('a role that may not connect, and a service that is not set up, begin nothing', async () => {
    const { dashboard, miteos } = await start()
    const account = { id: 'acct_1', name: 'Acme', environment: 'live' }
    const cases = [
      { role: 'support', available_services: ['slack'], cause: 'not_allowed' },
      { role: 'admin', available_services: ['gmail'], cause: 'not_configured' },
    ]
    const attempts = async () =>
      (await storage.db.selectFrom('attempts').select('id').execute()).length
    for (const { cause, ...rest } of cases) {
      miteos.on('GET /account', () => Response.json({ ...account, ...rest }))
      const person = await signedIn(dashboard, { accountId: 'acct_1', role: 'admin' })
      const before = await attempts()
      const { url } = await begin(person.browser)
      expect(url.pathname).toBe('/callback')
      const { wayBack } = await look(dashboard, person, url.searchParams)
      expect(wayBack).toMatchObject({ cause, service: 'slack' })
      expect(await attempts()).toBe(before)
    }
  })

  test('H1 C20 no other site begins or finishes anything', async () => {
    const { browser, posts } = await start()
    const { state } = await begin(browser)
    const headers = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
    const begun = await browser.post(beginConnect, '/connect/slack', {
      params: { service: 'slack' },
      headers,
    })
    expect([begun.status, begun.headers.get('location')]).toEqual([403, null])
    const fields = { oauth_code: code, service: 'slack', state }
    expect(
      (await browser.post(completeConnect, '/callback/complete', { fields, headers })).status,
    ).toBe(403)
    expect(posts()).toBe(0)
  })

  test("S7 a connect button of somebody else's page is refused in words", async () => {
    const { browser } = await start()
    const { response } = await begin(browser, 'slack', { person: 'per_ben' })
    expect(response.status).toBe(409)
    expect(await response.text()).toContain('You are now signed in as')
  })

  test.each(['fax', '__proto__', 'SLACK', 'slack\0', ''])(
    'C17 begins nothing for %j',
    async (service) => {
      const { browser } = await start()
      const { response } = await begin(browser, service)
      expect([response.status, response.headers.get('location')]).toEqual([404, null])
    },
  )

  test('many attempts leave a bounded number of cookies', async () => {
    const { dashboard, person, browser } = await start()
    let last = ''
    for (let round = 0; round < 25; round++) last = (await begin(browser)).state
    expect(browser.cookieHeader().length).toBeLessThan(4096)
    const query = { oauth_code: code, service: 'slack', state: last }
    expect(await finish(dashboard, person, query)).toContain('connected=')
  })
})

describeOnBothStores('the way back from a Miteos elsewhere', (openStore) => {
  async function start() {
    const test = createTestDashboard(await openStore())
    test.miteos.on('POST /integrations', () => Response.json(integration(), { status: 201 }))
    const person = await signedIn(test.dashboard)
    return { ...test, person, browser: person.browser }
  }

  test('A27 without state, the person presses the button', async () => {
    const { dashboard, person, browser, miteos } = await start()
    const { url } = await begin(browser)
    expect(url.origin).toBe('https://miteos.example')
    const { wayBack } = await look(dashboard, person, { oauth_code: code })
    expect(wayBack).toMatchObject({ kind: 'finish', service: 'slack', submitsItself: false })
    expect(await finish(dashboard, person, { oauth_code: code })).toContain('connected=')
    expect(miteos.bodies.at(-1)).toEqual({ service: 'slack', oauth_code: code })
    expect(causeOf((await look(dashboard, person, { oauth_code: code })).wayBack)).toBe(
      'nothing_to_finish',
    )
  })

  test('A27 without state, the named service picks the attempt', async () => {
    const { dashboard, person, browser } = await start()
    await begin(browser, 'slack')
    await begin(browser, 'gmail')
    const { wayBack } = await look(dashboard, person, { oauth_code: code, service: 'slack' })
    expect(wayBack).toMatchObject({ kind: 'finish', service: 'slack' })
  })

  test('C1 C7 without state, another browser has nothing to finish', async () => {
    const { dashboard, browser } = await start()
    await begin(browser)
    const other = await signedIn(dashboard)
    expect(causeOf((await look(dashboard, other, { oauth_code: code })).wayBack)).toBe(
      'nothing_to_finish',
    )
  })

  test('C2 once it has sent a state back, a way back without one is refused', async () => {
    const { dashboard, person, browser } = await start()
    const { state } = await begin(browser)
    const { wayBack } = await look(dashboard, person, { oauth_code: code, state })
    expect(wayBack).toMatchObject({ kind: 'finish', submitsItself: true })
    await finish(dashboard, person, { oauth_code: code, state })
    await begin(browser)
    expect(causeOf((await look(dashboard, person, { oauth_code: code })).wayBack)).toBe(
      'nothing_to_finish',
    )
  })
})
