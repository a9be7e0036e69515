import { afterAll, beforeEach, expect, test } from 'vitest'
import { listIntegrations } from '@/lib/dashboard/integrations/integrations-api'
import { sessionOfCookie } from '@/lib/dashboard/sessions/session-of-cookie'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'
import { rotateVault } from '@/lib/platform/grants/vault/vault-rotation'
import { createKeyring } from '@/lib/storage/keyring'
import { createBrowser, createTestDashboard, type TestBrowser } from '@/tests/support/dashboard'
import { problem } from '@/tests/support/fake-miteos'
import { startIssuer } from '@/tests/support/issuer'
import { signOn, signOnAt } from '@/tests/support/sign-on-scene'
import { describeOnBothStores } from '@/tests/support/stores'

const hourMs = 60 * 60_000

describeOnBothStores('single sign-on before a remote Miteos', async (openStore) => {
  const issuer = await startIssuer()
  afterAll(issuer.stop)
  const storage = await openStore()
  /** The access tokens that the issuer gave out, oldest first, and the refresh tokens that can still be used. */
  const issued: { access: string; refresh: string }[] = []
  const living = new Set<string>()
  let rotates = true

  beforeEach(async () => {
    await storage.db.deleteFrom('sessions').execute()
    rotates = true
    issued.length = 0
    living.clear()
    issuer.tokenRequests.length = 0
    issuer.faults = {
      answer(response) {
        const asked = issuer.tokenRequests.at(-1) ?? {}
        const old = String(asked.refresh_token)
        if (asked.grant_type === 'refresh_token' && !living.has(old)) {
          response.statusCode = 400
          response.body = { error: 'invalid_grant' }
          return
        }
        if (rotates) living.delete(old)
        if (response.body === '') return
        const refresh = String(response.body.refresh_token)
        living.add(refresh)
        issued.push({ access: String(response.body.access_token), refresh })
      },
    }
  })

  function open() {
    const sentBearers: string[] = []
    const test = createTestDashboard(storage, {})
    const { dashboard: base, miteos, clock, logged } = test
    clock.now = Date.now()
    const singleSignOn = signOnAt(issuer, {}, () => clock.now)
    const { dashboard } = createTestDashboard(storage, {
      now: () => clock.now,
      api: { ...base.api, timeoutMs: 4000, now: () => clock.now },
      log: base.log,
      singleSignOn,
    })
    const headers = { 'miteos-account': 'acct_1', 'miteos-role': 'member' }
    miteos.on('GET /integrations', (request) => {
      const bearer = request.headers.get('authorization')?.slice('Bearer '.length) ?? ''
      sentBearers.push(bearer)
      const isKnown = issued.some(({ access }) => access === bearer)
      return isKnown ? Response.json([], { headers }) : problem(401, 'unauthorized')
    })
    miteos.on('GET /account', () =>
      Response.json({
        id: 'acct_1',
        name: 'Acme',
        environment: 'test',
        role: 'member',
        available_services: [],
      }),
    )
    return { dashboard, miteos, clock, logged, sentBearers, browser: createBrowser(dashboard) }
  }

  const list = (browser: TestBrowser) => browser.get(listIntegrations, '/api/integrations')
  const refreshes = () =>
    issuer.tokenRequests.filter(({ grant_type }) => grant_type === 'refresh_token').length

  test('the access token of the issuer is the bearer, and only the server knows it', async () => {
    const { dashboard, browser, sentBearers, logged } = open()
    expect(await signOn(browser, issuer)).toBe('/integrations')
    expect(await list(browser)).toHaveProperty('status', 200)
    expect(new Set(sentBearers)).toEqual(new Set([issued[0]?.access]))
    const session = await sessionOfCookie(dashboard, browser.cookieHeader())
    expect(session).toMatchObject({ environment: 'test', accountName: 'Acme', role: 'member' })
    const rows = await storage.db.selectFrom('sessions').selectAll().execute()
    const seen = JSON.stringify([rows, logged, [...browser.cookies], session])
    for (const { access, refresh } of issued) {
      expect(seen.includes(access)).toBe(false)
      expect(seen.includes(refresh)).toBe(false)
    }
    const response = await browser.get(listIntegrations, '/api/integrations')
    expect(await response.text()).toBe('[]')
  })

  test('of many requests at once, on two dashboards, one refreshes, and all go on with the new token', async () => {
    const [one, other] = [open(), open()]
    await signOn(one.browser, issuer)
    other.browser.cookies.set('miteos-session', one.browser.cookies.get('miteos-session') ?? '')
    for (const { clock } of [one, other]) clock.now += hourMs
    const browsers = [one.browser, other.browser, one.browser, other.browser, one.browser]
    const answers = await Promise.all(browsers.map(list))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(refreshes()).toBe(1)
    expect(new Set([...one.sentBearers.slice(1), ...other.sentBearers])).toEqual(
      new Set([issued[1]?.access]),
    )
  })

  test('each refresh sends the refresh token of the one before, also when the issuer keeps the old one', async () => {
    const { browser, clock } = open()
    await signOn(browser, issuer)
    clock.now += hourMs
    expect((await list(browser)).status).toBe(200)
    rotates = false
    issuer.faults.answer = ({ body }) => {
      if (body === '') return
      delete body.refresh_token
      issued.push({ access: String(body.access_token), refresh: '' })
    }
    for (let round = 0; round < 2; round++) {
      clock.now += hourMs
      expect((await list(browser)).status).toBe(200)
    }
    const sent = issuer.tokenRequests.map(({ refresh_token }) => refresh_token)
    expect(sent).toEqual([undefined, issued[0]?.refresh, issued[1]?.refresh, issued[1]?.refresh])
  })

  test('an issuer that has ended its session ends ours', async () => {
    const { browser, clock, logged } = open()
    await signOn(browser, issuer)
    living.clear()
    clock.now += hourMs
    expect((await list(browser)).status).toBe(401)
    expect(await storage.db.selectFrom('sessions').select('id_hash').execute()).toEqual([])
    expect(logged.join()).toContain('the issuer has ended it')
    expect((await list(browser)).status).toBe(401)
    expect(refreshes()).toBe(1)
  })

  test('an issuer that fails for a while ends nothing: the present token is used for as long as it is good', async () => {
    const { browser, clock } = open()
    await signOn(browser, issuer)
    const answer = issuer.faults.answer
    issuer.faults.answer = (response) => {
      response.statusCode = 503
      response.body = ''
    }
    clock.now += hourMs - 30_000
    expect((await list(browser)).status).toBe(200)
    clock.now += 60_000
    expect((await list(browser)).status).toBe(502)
    if (answer) issuer.faults.answer = answer
    expect((await list(browser)).status).toBe(200)
  })

  test('a token that the API refuses early is refreshed once and the read is repeated', async () => {
    const { browser, sentBearers } = open()
    await signOn(browser, issuer)
    issued.length = 0
    expect((await list(browser)).status).toBe(200)
    expect(refreshes()).toBe(1)
    expect(new Set(sentBearers).size).toBe(2)
  })

  test('a Miteos that does not know the person lets nobody in', async () => {
    const { browser, miteos } = open()
    miteos.on('GET /integrations', () => problem(401, 'unauthorized'))
    expect(await signOn(browser, issuer)).toContain('error=sso_no_role')
    miteos.on('GET /integrations', () => problem(500, 'internal_error'))
    expect(await signOn(browser, issuer)).toContain('error=unreachable')
    expect(browser.cookies.has('miteos-session')).toBe(false)
  })

  test('signing out deletes the sealed tokens', async () => {
    const { browser } = open()
    await signOn(browser, issuer)
    await browser.post(signOut, '/sign-out', {})
    expect(await storage.db.selectFrom('sessions').select('id_hash').execute()).toEqual([])
  })

  test('the sealed tokens are sealed again when the keys of the vault change', async () => {
    const { browser, clock } = open()
    await signOn(browser, issuer)
    const old = `k1:${Buffer.alloc(32, 7).toString('base64')}`
    const both = createKeyring(`k2:${Buffer.alloc(32, 8).toString('base64')},${old}`)
    await rotateVault(storage, both)
    const [row] = await storage.db.selectFrom('sessions').selectAll().execute()
    expect([row?.bearer, row?.refresh_token].map((sealed) => sealed?.slice(0, 6))).toEqual([
      'v1.k2.',
      'v1.k2.',
    ])
    const rotated = createTestDashboard(storage, {
      keyring: both,
      now: () => clock.now,
      singleSignOn: signOnAt(issuer),
    })
    const there = createBrowser(rotated.dashboard)
    there.cookies.set('miteos-session', browser.cookies.get('miteos-session') ?? '')
    clock.now += hourMs
    expect((await list(there)).status).toBe(200)
  })
})
