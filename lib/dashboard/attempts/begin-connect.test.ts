import { expect, test } from 'vitest'
import { signedIn } from '@/tests/support/dashboard'
import { describeOnBothStores } from '@/tests/support/stores'
import { begin, code, openCallback, startWayBack } from '@/tests/support/way-back'
import { beginConnect } from './begin-connect'
import { completeConnect } from './complete-connect'

describeOnBothStores('the click on Connect', async (openStore) => {
  const storage = await openStore()

  test('no attempt begins for a role that may not connect, or for a service that is not set up', async () => {
    const { dashboard, miteos } = await startWayBack(storage)
    const account = { id: 'acct_1', name: 'Acme', environment: 'live' }
    const cases = [
      { role: 'support', available_services: ['slack'], cause: 'not_allowed' },
      { role: 'admin', available_services: ['gmail'], cause: 'not_configured' },
    ]
    const countAttempts = async () =>
      (await storage.db.selectFrom('attempts').select('id').execute()).length
    for (const { cause, ...rest } of cases) {
      miteos.on('GET /account', () => Response.json({ ...account, ...rest }))
      const person = await signedIn(dashboard, { accountId: 'acct_1', role: 'admin' })
      const before = await countAttempts()
      const { url } = await begin(person.browser)
      expect(url.pathname).toBe('/callback')
      const { wayBack } = await openCallback(dashboard, person, url.searchParams)
      expect(wayBack).toMatchObject({ cause, service: 'slack' })
      expect(await countAttempts()).toBe(before)
    }
  })

  test('a browser reaches the connect URL of another site through a page, and a program through a redirect', async () => {
    const { dashboard } = await startWayBack(storage)
    const connectUrl = 'https://miteos.example/integrations/connect'
    const { browser } = await signedIn({ ...dashboard, connectUrl })
    const post = { params: { service: 'slack' } }
    const page = await browser.post(beginConnect, '/connect/slack', post)
    expect([page.status, page.headers.get('location')]).toEqual([200, null])
    expect(page.headers.get('refresh')).toContain(connectUrl)
    expect(page.headers.getSetCookie()).toHaveLength(1)
    const headers = { accept: '*/*' }
    const program = await browser.post(beginConnect, '/connect/slack', { ...post, headers })
    expect([program.status, program.headers.get('refresh')]).toEqual([303, null])
    expect(program.headers.get('location')).toContain(`${connectUrl}?service=slack&`)
    expect(program.headers.getSetCookie()).toHaveLength(1)
  })

  test('a click without a session leads to the sign-in page, and from there to the page of the click', async () => {
    const { dashboard, browser, person } = await startWayBack(storage)
    await dashboard.sessions.end(person.session)
    const pathAfterSignIn = async (fields: Record<string, string>) =>
      (await begin(browser, 'slack', fields)).url.searchParams.get('callbackUrl')
    expect(await pathAfterSignIn({})).toBe('/integrations?service=slack')
    expect(await pathAfterSignIn({ reconnects: 'int_old' })).toBe('/integrations/int_old')
  })

  test('another site can neither begin nor finish an attempt', async () => {
    const { browser, posts } = await startWayBack(storage)
    const { state } = await begin(browser)
    const headers = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
    const response = await browser.post(beginConnect, '/connect/slack', {
      params: { service: 'slack' },
      headers,
    })
    expect([response.status, response.headers.get('location')]).toEqual([403, null])
    const fields = { oauth_code: code, service: 'slack', state }
    expect(
      (await browser.post(completeConnect, '/callback/complete', { fields, headers })).status,
    ).toBe(403)
    expect(posts()).toBe(0)
  })

  test('a connect button on a page made for another person is refused with an explanation', async () => {
    const { browser } = await startWayBack(storage)
    const { response } = await begin(browser, 'slack', { person: 'per_ben' })
    expect(response.status).toBe(409)
    expect(await response.text()).toContain('now signed in as somebody else')
  })

  test.each(['fax', '__proto__', 'SLACK', 'slack\0', ''])(
    'no attempt begins for the service %j',
    async (service) => {
      const { browser } = await startWayBack(storage)
      const { response } = await begin(browser, service)
      expect([response.status, response.headers.get('location')]).toEqual([404, null])
    },
  )
})
