import { expect, test } from 'vitest'
import { signedIn } from '@/tests/support/dashboard'
import { problem } from '@/tests/support/fake-miteos'
import { goodToken, path, startSigningIn } from '@/tests/support/signing-in'
import { describeOnBothStores } from '@/tests/support/stores'
import { listIntegrations } from '../integrations/integrations-api'
import { signOut } from './sign-out'
import { submitSignIn } from './submit-sign-in'

describeOnBothStores('signing in', async (openStore) => {
  const storage = await openStore()

  const countSessions = async () => {
    const rows = await storage.db.selectFrom('sessions').select('id_hash').execute()
    return rows.length
  }

  test('asks the API with the token, then redirects to the page that was asked for', async () => {
    const { browser, miteos, embedded } = startSigningIn(storage)
    const fields = { token: ` Bearer ${goodToken}\n`, callbackUrl: '/integrations?service=slack' }
    const response = await browser.post(submitSignIn, path, { fields })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/integrations?service=slack')
    expect(miteos.bearers).toEqual([`Bearer ${goodToken}`])
    expect((await browser.get(listIntegrations, '/api/integrations')).status).toBe(200)
    expect(embedded.signedIn).toBe(true)
  })

  test('remembers account and role when the API names them', async () => {
    const { browser, miteos } = startSigningIn(storage)
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
    await browser.post(submitSignIn, path, { fields: { token: goodToken } })
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
  ]

  const noAnswer = () => new Promise<Response>(() => {})

  test.each([
    ...failures.map(([error, answer]) => [error, answer, 10_000] as const),
    ['unreachable', noAnswer, 200] as const,
  ])('says "%s" and stores nothing', async (error, answer, timeoutMs) => {
    const { browser, dashboard, miteos, logged } = startSigningIn(storage)
    const before = await countSessions()
    dashboard.api.timeoutMs = timeoutMs
    miteos.on('GET /integrations', answer)
    const fields = { token: goodToken, callbackUrl: '/integrations/int_1' }
    const response = await browser.post(submitSignIn, path, { fields })
    const [, reference = ''] =
      /^\/sign-in\?error=(?:\w+)&callbackUrl=%2Fintegrations%2Fint_1&reference=([\w-]{8,64})$/.exec(
        response.headers.get('location') ?? '',
      ) ?? []
    expect(response.headers.get('location')).toContain(`error=${error}&`)
    expect(logged.join()).toContain(`"request_id":"${reference}"`)
    expect(browser.cookies.size).toBe(0)
    expect(await countSessions()).toBe(before)
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
  ]

  async function expectMalformed(token: string) {
    const { browser, miteos } = startSigningIn(storage)
    const response = await browser.post(submitSignIn, path, { fields: { token } })
    expect(response.headers.get('location')).toContain('error=malformed')
    expect(miteos.calls).toEqual([])
  }

  test.each(malformed)('refuses %j without asking the API', expectMalformed)

  test('refuses a token of 10,000 characters without asking the API', () =>
    expectMalformed(`mt_test_${'a'.repeat(10_000)}`))

  test('refuses a form of 100 KB as too large', async () => {
    const { browser } = startSigningIn(storage)
    const response = await browser.post(submitSignIn, path, {
      fields: { token: 'a'.repeat(100_000) },
    })
    expect(response.status).toBe(413)
    expect(response.headers.get('content-type')).toContain('text/html')
  })

  test('gives a new session and ends the previous one', async () => {
    const { browser, dashboard } = startSigningIn(storage)
    const earlier = await signedIn(dashboard, { tokenId: 'tok_9' })
    const earlierCookie = earlier.browser.cookieHeader()
    await earlier.browser.post(submitSignIn, path, { fields: { token: goodToken } })
    expect(earlier.browser.cookieHeader()).not.toBe(earlierCookie)
    const headers = { cookie: earlierCookie }
    expect((await browser.send(listIntegrations, '/api', { headers })).status).toBe(401)
  })

  test('another site cannot sign anybody in or out', async () => {
    const { browser, dashboard, miteos } = startSigningIn(storage)
    const victim = await signedIn(dashboard)
    const headers = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
    expect(
      (await browser.post(submitSignIn, path, { fields: { token: goodToken }, headers })).status,
    ).toBe(403)
    expect((await victim.browser.post(signOut, '/sign-out', { headers })).status).toBe(403)
    expect(miteos.calls).toEqual([])
    expect((await victim.browser.get(listIntegrations, '/api')).status).toBe(200)
  })

  test('an old page of another person signs nobody out and says who is signed in', async () => {
    const { dashboard } = startSigningIn(storage)
    const { browser } = await signedIn(dashboard, { personId: 'per_ben', accountName: 'Ben' })
    const signOutAs = (person: string) => browser.post(signOut, '/sign-out', { fields: { person } })
    const refused = await signOutAs('per_ana')
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('signed in as somebody else, in the account Ben')
    expect((await browser.get(listIntegrations, '/api')).status).toBe(200)
    expect((await signOutAs('per_ben')).headers.get('location')).toBe('/sign-in')
    expect(browser.cookies.size).toBe(0)
  })

  test('redirects to our own pages only', async () => {
    const { browser } = startSigningIn(storage)
    const fields = { token: goodToken, callbackUrl: '//elsewhere.example' }
    const response = await browser.post(submitSignIn, path, { fields })
    expect(response.headers.get('location')).toBe('/integrations')
  })
})
