import { beforeAll, expect, test } from 'vitest'
import type { Storage } from '@/lib/storage/database'
import { createBrowser, createTestDashboard, signedIn } from '../../tests/dashboard'
import { createFakeEmbedded } from '../../tests/fake-embedded'
import { problem } from '../../tests/fake-miteos'
import { describeOnBothStores } from '../../tests/stores'
import { listIntegrations } from './integrations-api'
import { describeSignIn } from './sign-in-view'
import { signOut } from './sign-out'
import { submitSignIn } from './submit-sign-in'

const path = '/sign-in/submit'
const good = 'mt_test_1234567890'

describeOnBothStores('signing in', (openStore) => {
  let storage: Storage
  beforeAll(async () => {
    storage = await openStore()
  })

  function start() {
    const test = createTestDashboard(storage)
    const embedded = createFakeEmbedded(test.miteos.send)
    const dashboard = { ...test.dashboard, embedded }
    return { ...test, embedded, dashboard, browser: createBrowser(dashboard) }
  }

  const sessions = async () => {
    const rows = await storage.db.selectFrom('sessions').select('id_hash').execute()
    return rows.length
  }

  test('asks the API with the token, then leads back to where one was going', async () => {
    const { browser, miteos, embedded } = start()
    const fields = { token: ` Bearer ${good}\n`, callbackUrl: '/integrations?service=slack' }
    const response = await browser.post(submitSignIn, path, { fields })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/integrations?service=slack')
    expect(miteos.bearers).toEqual([`Bearer ${good}`])
    expect((await browser.get(listIntegrations, '/api/integrations')).status).toBe(200)
    expect(embedded.signedIn).toBe(true)
  })

  test('remembers account and role when the API names them', async () => {
    const { browser, miteos } = start()
    const headers = { 'miteos-account': 'acct_1', 'miteos-role': 'support' }
    miteos.on('GET /integrations', () => Response.json([], { headers }))
    miteos.on('GET /account', () =>
      Response.json({
        id: 'acct_1',
        name: 'Acme',
        environment: 'test',
        role: 'support',
        available_services: [],
      }),
    )
    await browser.post(submitSignIn, path, { fields: { token: good } })
    const row = await storage.db
      .selectFrom('sessions')
      .select(['account_id', 'account_name', 'role'])
      .where('account_id', '=', 'acct_1')
      .executeTakeFirst()
    expect(row).toEqual({ account_id: 'acct_1', account_name: 'Acme', role: 'support' })
  })

  const failures: [error: string, answer: () => Response | Promise<Response>][] = [
    ['wrong_token', () => problem(401, 'unauthorized')],
    ['throttled', () => problem(429, 'rate_limited')],
    ['unreachable', () => problem(500, 'internal_error')],
    ['unreachable', () => Promise.reject(new TypeError('fetch failed'))],
    ['unreachable', () => new Response('<h1>captive portal</h1>')],
    ['unreachable', () => new Promise<Response>(() => {})],
  ]

  test.each(failures)('A23 says "%s" and stores nothing', async (error, answer) => {
    const { browser, miteos } = start()
    const before = await sessions()
    miteos.on('GET /integrations', answer)
    const fields = { token: good, callbackUrl: '/integrations/int_1' }
    const response = await browser.post(submitSignIn, path, { fields })
    expect(response.headers.get('location')).toBe(
      `/sign-in?error=${error}&callbackUrl=%2Fintegrations%2Fint_1`,
    )
    expect(browser.cookies.size).toBe(0)
    expect(await sessions()).toBe(before)
  })

  const malformed = [
    '',
    'mt_test_',
    'mt_live_',
    'MT_TEST_abc',
    'mt_prod_abc',
    'mt_test_a b',
    'mt_test_a\r\nx-evil: 1',
    'mt_test_a\0b',
    'mt_tеst_abc',
    'mt_test_аbc',
    `mt_test_${'a'.repeat(10_000)}`,
  ]

  test.each(malformed)('S11 refuses %j without asking the API', async (token) => {
    const { browser, miteos } = start()
    const response = await browser.post(submitSignIn, path, { fields: { token } })
    expect(response.headers.get('location')).toContain('error=malformed')
    expect(miteos.calls).toEqual([])
  })

  test('S11 takes 100 KB as too much', async () => {
    const { browser } = start()
    const response = await browser.post(submitSignIn, path, {
      fields: { token: 'a'.repeat(100_000) },
    })
    expect(response.status).toBe(413)
    expect(response.headers.get('content-type')).toContain('text/html')
  })

  test('S10 lets one source fail ten times a minute, whatever it says of itself', async () => {
    const { browser, miteos } = start()
    miteos.on('GET /integrations', (request) =>
      request.headers.get('authorization')?.endsWith(good)
        ? Response.json([])
        : problem(401, 'unauthorized'),
    )
    const from = (address: string, token: string, forwarded = '') =>
      browser.post(submitSignIn, path, {
        fields: { token },
        headers: { 'x-miteos-client-address': address, 'x-forwarded-for': forwarded },
      })
    const attempts = Array.from({ length: 40 }, (_, n) =>
      from('192.0.2.1', 'mt_test_x', `10.0.0.${n}`),
    )
    const statuses = (await Promise.all(attempts)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(30)
    expect(miteos.calls).toHaveLength(10)

    const refused = await from('192.0.2.1', good)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('refresh')).toContain('/sign-in?error=throttled')
    expect((await from('192.0.2.2', good)).headers.get('location')).toBe('/integrations')
  })

  test('S10 counts an IPv6 network as one source, and good tokens not at all', async () => {
    const { browser, miteos } = start()
    const from = (address: string) =>
      browser.post(submitSignIn, path, {
        fields: { token: good },
        headers: { 'x-miteos-client-address': address },
      })
    for (let n = 0; n < 15; n++) expect((await from('2001:db8::1')).status).toBe(303)
    miteos.on('GET /integrations', () => problem(401, 'unauthorized'))
    for (let n = 0; n < 10; n++) expect((await from(`2001:db8::${n}`)).status).toBe(303)
    expect((await from('2001:db8:0:0:ffff::1')).status).toBe(429)
    expect((await from('2001:db8:0:1::1')).status).toBe(303)
  })

  test('S9 gives a new session and ends the one before', async () => {
    const { browser, dashboard } = start()
    const earlier = await signedIn(dashboard, { tokenId: 'tok_9' })
    const planted = earlier.browser.cookieHeader()
    await earlier.browser.post(submitSignIn, path, { fields: { token: good } })
    expect(earlier.browser.cookieHeader()).not.toBe(planted)
    const headers = { cookie: planted }
    expect((await browser.send(listIntegrations, '/api', { headers })).status).toBe(401)
  })

  test('a link is spent by the form, once, and its token dies with the session', async () => {
    const { browser, embedded, miteos } = start()
    embedded.links.add('secret_of_a_link')
    const fields = { link: 'secret_of_a_link' }
    const response = await browser.post(submitSignIn, path, { fields })
    expect(response.headers.get('location')).toBe('/integrations')
    expect(miteos.bearers).toEqual(['Bearer mt_test_made_for_the_link'])
    const again = await browser.post(submitSignIn, path, { fields })
    expect(again.headers.get('location')).toContain('error=wrong_token')

    const cookie = browser.cookieHeader()
    const out = await browser.post(signOut, '/sign-out', {})
    expect(out.headers.get('location')).toBe('/sign-in')
    expect(out.headers.get('clear-site-data')).toBe('"cache"')
    expect(embedded.revoked).toEqual(['tok_1'])
    expect(browser.cookies.size).toBe(0)
    const replayed = await browser.send(listIntegrations, '/api', { headers: { cookie } })
    expect(replayed.status, 'S6').toBe(401)
  })

  test('a link whose sign-in fails leaves no token behind', async () => {
    const { browser, embedded, miteos } = start()
    embedded.links.add('secret_of_a_link')
    miteos.on('GET /integrations', () => problem(500, 'internal_error'))
    await browser.post(submitSignIn, path, { fields: { link: 'secret_of_a_link' } })
    expect(embedded.revoked).toEqual(['tok_1'])
  })

  test('H1 no other site signs anybody in or out', async () => {
    const { browser, dashboard, miteos } = start()
    const victim = await signedIn(dashboard)
    const headers = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
    expect(
      (await browser.post(submitSignIn, path, { fields: { token: good }, headers })).status,
    ).toBe(403)
    expect((await victim.browser.post(signOut, '/sign-out', { headers })).status).toBe(403)
    expect(miteos.calls).toEqual([])
    expect((await victim.browser.get(listIntegrations, '/api')).status).toBe(200)
  })

  test('S14 leads to our own pages only', async () => {
    const { browser } = start()
    const fields = { token: good, callbackUrl: '//elsewhere.example' }
    const response = await browser.post(submitSignIn, path, { fields })
    expect(response.headers.get('location')).toBe('/integrations')
  })
})

test('the sign-in page shows what it may show and nothing else', () => {
  expect(describeSignIn({})).toEqual({ callbackUrl: '/integrations' })
  expect(
    describeSignIn({ error: 'revoked', callbackUrl: '/integrations/int_1', link: 'a'.repeat(43) }),
  ).toEqual({ error: 'revoked', callbackUrl: '/integrations/int_1', linkSecret: 'a'.repeat(43) })
  expect(describeSignIn({ error: '<b>', callbackUrl: ['/a', '/b'], link: '"><script>' })).toEqual({
    callbackUrl: '/integrations',
  })
})
