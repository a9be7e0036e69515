import { encode } from 'next-auth/jwt'
import { expect, test } from 'vitest'
import { createTestDashboard, signedIn, token } from '@/tests/support/dashboard'
import { createFakeEmbedded } from '@/tests/support/fake-embedded'
import { describeOnBothStores } from '@/tests/support/stores'
import { listIntegrations } from '../integrations/integrations-api'
import { sessionCookie } from './session-cookie'

const dayMs = 86_400_000

describeOnBothStores('a session', async (openStore) => {
  const storage = await openStore()
  const start = async () => createTestDashboard(storage)
  type Start = Awaited<ReturnType<typeof start>>

  async function statusWith(dashboard: Start['dashboard'], cookie: string, headers = {}) {
    const request = new Request('http://localhost/api/integrations', {
      headers: { cookie, ...headers },
    })
    return (await listIntegrations(request, dashboard, {})).status
  }

  test('gives access to the list', async () => {
    const { dashboard, miteos } = await start()
    const { browser } = await signedIn(dashboard)
    const response = await browser.get(listIntegrations, '/api/integrations')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual([])
    expect(miteos.bearers).toEqual([`Bearer ${token}`])
  })

  test('with an environment that only a newer version knows signs nobody in', async () => {
    const { dashboard } = await start()
    const { browser } = await signedIn(dashboard)
    const inEnvironment = (environment: string) =>
      storage.db.updateTable('sessions').set({ environment }).execute()
    await inEnvironment('staging')
    expect(await statusWith(dashboard, browser.cookieHeader())).toBe(401)
    await inEnvironment('test')
    expect(await statusWith(dashboard, browser.cookieHeader())).toBe(200)
  })

  test('with a token that cannot be opened signs nobody in, and a new session does', async () => {
    const { dashboard } = await start()
    const { browser } = await signedIn(dashboard)
    await storage.db.updateTable('sessions').set({ bearer: 'not what was sealed' }).execute()
    expect(await statusWith(dashboard, browser.cookieHeader())).toBe(401)
    const newSession = await signedIn(dashboard)
    expect(await statusWith(dashboard, newSession.browser.cookieHeader())).toBe(200)
  })

  test('ends when it has been idle for too long', async () => {
    const { dashboard, clock } = await start()
    const { browser } = await signedIn(dashboard)
    for (let hour = 0; hour < 30; hour++) {
      clock.now += 3_600_000
      expect(await statusWith(dashboard, browser.cookieHeader())).toBe(200)
    }
    clock.now += dayMs + 1
    expect(await statusWith(dashboard, browser.cookieHeader())).toBe(401)
    clock.now -= dayMs
    expect(await statusWith(dashboard, browser.cookieHeader())).toBe(401)
  })

  test('ends when it is too old, however often it is used', async () => {
    const { dashboard, clock } = await start()
    const { browser } = await signedIn(dashboard)
    for (let halfDay = 0; halfDay < 14; halfDay++) {
      clock.now += dayMs / 2
      expect(await statusWith(dashboard, browser.cookieHeader())).toBe(200)
    }
    clock.now += 1
    expect(await statusWith(dashboard, browser.cookieHeader())).toBe(401)
  })

  test('survives a clock that jumps two hours ahead and back', async () => {
    const { dashboard, clock } = await start()
    const { browser } = await signedIn(dashboard)
    for (const jump of [7_200_000, -7_200_000, -7_200_000, 7_200_000]) {
      clock.now += jump
      expect(await statusWith(dashboard, browser.cookieHeader())).toBe(200)
    }
  })

  test('records the time of its last request at most once a minute', async () => {
    const storage = await openStore()
    const { dashboard, clock } = createTestDashboard(storage)
    const { browser } = await signedIn(dashboard)
    const startedAt = clock.now
    const lastSeen = async () => {
      await statusWith(dashboard, browser.cookieHeader())
      const row = await storage.db.selectFrom('sessions').select('last_seen_at').executeTakeFirst()
      return row?.last_seen_at
    }
    clock.now += 59_999
    expect(await lastSeen()).toBe(startedAt)
    clock.now += 1
    expect(await lastSeen()).toBe(clock.now)
  })

  test('is not found by a damaged, forged, repeated or misplaced cookie', async () => {
    const { dashboard } = await start()
    const { browser } = await signedIn(dashboard)
    const good = browser.cookieHeader()
    const [name = '', value = ''] = good.split('=')
    const { nextAuthSecret: secret } = dashboard.settings
    const empty = await encode({ token: {}, secret })
    const personOnly = await encode({ token: { name: 'Ana', sub: 'per_ana' }, secret })
    const otherSecret = await encode({ token: { session: 'x'.repeat(43) }, secret: `${secret}2` })
    const cookies = [
      '',
      `${name}=`,
      `${name}=....`,
      `${name}=${value.slice(0, -4)}`,
      `${name}=${value.slice(0, 40)}A${value.slice(41)}`,
      `${name}=${'a'.repeat(20_480)}`,
      `${name}=${empty}`,
      `${name}=${personOnly}`,
      `${name}=${otherSecret}`,
      `${good}; ${good}`,
      `next-auth.session-token=${value}`,
    ]
    for (const cookie of cookies) expect(await statusWith(dashboard, cookie), cookie).toBe(401)
    expect(await statusWith(dashboard, '', { authorization: `Bearer ${value}` })).toBe(401)
    expect(await statusWith(dashboard, good)).toBe(200)
  })

  test('is not found by a server with another secret', async () => {
    const { dashboard: first } = createTestDashboard(storage)
    const { browser } = await signedIn(first)
    const { dashboard } = createTestDashboard(storage, {
      settings: { ...first.settings, nextAuthSecret: 'another-Zr5mVbX2cN7tKd0yLwHs4JfG' },
    })
    expect(await statusWith(dashboard, browser.cookieHeader())).toBe(401)
  })

  test('ends when the API no longer knows its token', async () => {
    const { dashboard, miteos } = await start()
    const { browser } = await signedIn(dashboard)
    miteos.on('GET /integrations', () => new Response(null, { status: 401 }))
    expect(await statusWith(dashboard, browser.cookieHeader())).toBe(401)
    miteos.on('GET /integrations', () => Response.json([]))
    expect(await statusWith(dashboard, browser.cookieHeader())).toBe(401)
    expect(miteos.calls).toHaveLength(1)
  })

  test('does not end when the API refuses a call because of the role', async () => {
    const { dashboard, miteos } = await start()
    const { browser } = await signedIn(dashboard)
    miteos.on('GET /integrations', () => new Response(null, { status: 403 }))
    expect(await statusWith(dashboard, browser.cookieHeader())).toBe(403)
    miteos.on('GET /integrations', () => Response.json([]))
    expect(await statusWith(dashboard, browser.cookieHeader())).toBe(200)
  })

  test('keeps its token sealed and its id hashed in the store', async () => {
    const storage = await openStore()
    const { browser } = await signedIn(createTestDashboard(storage).dashboard)
    const rows = JSON.stringify(await storage.db.selectFrom('sessions').selectAll().execute())
    expect(rows).not.toContain(token)
    expect(rows).not.toContain(browser.cookieHeader().split('=')[1])
  })
})

describeOnBothStores('an expired session made from a link', (openStore) => {
  test('revokes its token', async () => {
    const embedded = createFakeEmbedded(async () => Response.json([]))
    const { dashboard, clock } = createTestDashboard(await openStore(), { embedded })
    const { browser } = await signedIn(dashboard, { tokenId: 'tok_1' })
    clock.now += 8 * dayMs
    await browser.get(listIntegrations, '/api/integrations')
    expect(embedded.revoked).toEqual(['tok_1'])
  })
})

test('the cookie is HttpOnly, Lax and small, and __Host- and Secure on https', async () => {
  const settings = {
    appUrl: 'https://platform.example',
    nextAuthSecret: 'q8Zr5mVbX2cN7tKd0yLwHs4JfGpUaEi1',
    sessionMaxMs: dayMs,
  }
  const cookie = await sessionCookie('x'.repeat(43), settings)
  expect(cookie).toMatch(
    /^__Host-miteos-session=[\w.-]+; Max-Age=86400; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  expect(cookie.length).toBeLessThan(1024)
  const plain = await sessionCookie('x'.repeat(43), {
    ...settings,
    appUrl: 'http://localhost:3000',
  })
  expect(plain).toMatch(/^miteos-session=[\w.-]+; Max-Age=86400; Path=\/; HttpOnly; SameSite=Lax$/)
})
