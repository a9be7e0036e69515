import { beforeEach, expect, test } from 'vitest'
import { createBrowser } from '@/tests/support/dashboard'
import { problem } from '@/tests/support/fake-miteos'
import { goodToken, path, startSigningIn } from '@/tests/support/signing-in'
import { describeOnBothStores } from '@/tests/support/stores'
import { submitSignIn } from './submit-sign-in'

describeOnBothStores('the limit on sign-ins', async (openStore) => {
  const storage = await openStore()

  beforeEach(async () => {
    await storage.db.deleteFrom('limits').execute()
  })

  test('lets one source fail ten times a minute, whatever address it claims', async () => {
    const { browser, miteos } = startSigningIn(storage)
    miteos.on('GET /integrations', (request) =>
      request.headers.get('authorization')?.endsWith(goodToken)
        ? Response.json([])
        : problem(401, 'unauthorized'),
    )
    const signInFrom = (address: string, token: string, forwarded = '') =>
      browser.post(submitSignIn, path, {
        fields: { token },
        headers: { 'x-miteos-client-address': address, 'x-forwarded-for': forwarded },
      })
    const tries = Array.from({ length: 40 }, (_, n) =>
      signInFrom('192.0.2.1', 'mt_test_x', `10.0.0.${n}`),
    )
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(30)
    expect(miteos.calls).toHaveLength(10)

    const refused = await signInFrom('192.0.2.1', goodToken)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('refresh')).toContain('/sign-in?error=throttled')
    expect((await signInFrom('192.0.2.2', goodToken)).headers.get('location')).toBe('/integrations')
  })

  test('does not count good tokens', async () => {
    const { browser, miteos } = startSigningIn(storage)
    const trySignIn = () =>
      browser.post(submitSignIn, path, {
        fields: { token: goodToken },
        headers: { 'x-miteos-client-address': '2001:db8::/64' },
      })
    for (let n = 0; n < 15; n++) expect((await trySignIn()).status).toBe(303)
    miteos.on('GET /integrations', () => problem(401, 'unauthorized'))
    for (let n = 0; n < 10; n++) expect((await trySignIn()).status).toBe(303)
    expect((await trySignIn()).status).toBe(429)
  })

  test("does not let clients without a known address use up each other's tries", async () => {
    const { browser, miteos } = startSigningIn(storage)
    miteos.on('GET /integrations', (request) =>
      request.headers.get('authorization')?.endsWith(goodToken)
        ? Response.json([])
        : problem(401, 'unauthorized'),
    )
    const trySignIn = (token: string) => browser.post(submitSignIn, path, { fields: { token } })
    for (let n = 0; n < 12; n++) expect((await trySignIn('mt_test_x')).status).toBe(303)
    expect((await trySignIn(goodToken)).headers.get('location')).toBe('/integrations')
    for (let n = 0; n < 188; n++) await trySignIn('mt_test_x')
    expect((await trySignIn('mt_test_x')).status).toBe(429)
  })

  test('after failures from many sources each other source has one try, and good tokens still sign in', async () => {
    const { browser, miteos } = startSigningIn(storage)
    miteos.on('GET /integrations', (request) =>
      request.headers.get('authorization')?.endsWith(goodToken)
        ? Response.json([])
        : problem(401, 'unauthorized'),
    )
    const signInFrom = (address: string, token: string) =>
      browser.post(submitSignIn, path, {
        fields: { token },
        headers: { 'x-miteos-client-address': address },
      })
    for (let n = 0; n < 200; n++) await signInFrom(`198.51.100.${n}`, 'mt_test_x')

    const lateSources = ['203.0.113.1', '203.0.113.1', '203.0.113.1']
    const statuses = []
    for (const address of lateSources)
      statuses.push((await signInFrom(address, 'mt_test_x')).status)
    expect(statuses).toEqual([303, 429, 429])
    for (let n = 0; n < 3; n++) {
      const response = await signInFrom('203.0.113.2', goodToken)
      expect(response.headers.get('location')).toBe('/integrations')
    }
  })

  test('an error of this server does not count as a failed try', async () => {
    const { dashboard, browser } = startSigningIn(storage)
    const gone = () => Promise.reject(new Error('the store is gone'))
    const broken = createBrowser({ ...dashboard, sessions: { ...dashboard.sessions, begin: gone } })
    for (let n = 0; n < 11; n++) {
      expect((await broken.post(submitSignIn, path, { fields: { token: goodToken } })).status).toBe(
        500,
      )
    }
    const response = await browser.post(submitSignIn, path, { fields: { token: goodToken } })
    expect(response.headers.get('location')).toBe('/integrations')
  })

  test('an unauthorized token and an invalid token lead to the same calls and the same answer', async () => {
    const { browser, miteos } = startSigningIn(storage)
    const answers = []
    for (const code of ['unauthorized', 'invalid_token']) {
      miteos.on('GET /integrations', () => problem(401, code))
      miteos.calls.length = 0
      const response = await browser.post(submitSignIn, path, { fields: { token: goodToken } })
      const location = response.headers.get('location')?.replace(/reference=.*/, '')
      answers.push([response.status, location, miteos.calls.length])
    }
    expect(answers[0]).toEqual([303, expect.stringContaining('error=wrong_token'), 1])
    expect(answers[1]).toEqual(answers[0])
  })
})
