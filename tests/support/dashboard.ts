import { createDashboard, type Dashboard, type DashboardParts } from '@/lib/dashboard/dashboard'
import type { Handler, Params } from '@/lib/dashboard/routes/handler'
import { sessionCookie } from '@/lib/dashboard/sessions/session-cookie'
import type { NewSession, Session } from '@/lib/dashboard/sessions/sessions'
import type { Storage } from '@/lib/storage/database'
import { createKeyring } from '@/lib/storage/keyring'
import { createFakeMiteos, type FakeMiteos } from './fake-miteos'
import { navigation } from './redirect-target'

export const appUrl = 'http://localhost:3000'
export const token = 'mt_test_a_token_that_no_answer_may_hold'

export interface TestClock {
  now: number
}

export interface TestDashboard {
  dashboard: Dashboard
  miteos: FakeMiteos
  clock: TestClock
  /** Every line that was logged, as JSON. */
  logged: string[]
}

/** Creates a dashboard with a real store and a scripted API. Its clock moves only when a test moves it. */
export function createTestDashboard(
  storage: Storage,
  parts: Partial<DashboardParts> = {},
): TestDashboard {
  const miteos = createFakeMiteos()
  const clock = { now: Date.parse('2026-11-20T10:00:00Z') }
  const logged: string[] = []
  const write = (fields: object, message: string) => {
    logged.push(JSON.stringify({ ...fields, err: undefined, message }))
  }
  const dashboard = createDashboard({
    storage,
    keyring: createKeyring(`k1:${Buffer.alloc(32, 7).toString('base64')}`),
    log: { info: write, warn: write, error: write },
    now: () => clock.now,
    api: { base: `${appUrl}/v1`, send: miteos.send, timeoutMs: 10_000, now: () => clock.now },
    connectUrl: 'https://miteos.example/integrations/connect',
    isStoreElsewhere: false,
    embedded: null,
    singleSignOn: null,
    metrics: null,
    settings: {
      appUrl,
      connectAttemptTtlMs: 600_000,
      oauthCodeTtlMs: 300_000,
      apiRequestsPerMinute: 600,
      connectsPerMinute: 60,
      sessionIdleMs: 86_400_000,
      sessionMaxMs: 604_800_000,
      nextAuthSecret: 'q8Zr5mVbX2cN7tKd0yLwHs4JfGpUaEi1',
    },
    ...parts,
  })
  return { dashboard, miteos, clock, logged }
}

/** A browser that keeps cookies. A form that it posts has the `Origin` and `Sec-Fetch-Site` of our own page. */
export interface TestBrowser {
  cookies: Map<string, string>
  get: (handler: Handler, path: string, params?: Params) => Promise<Response>
  /** Posts a form from our own page. */
  post: (
    handler: Handler,
    path: string,
    form: {
      fields?: Record<string, string> | URLSearchParams
      params?: Params
      headers?: Record<string, string>
    },
  ) => Promise<Response>
  send: (handler: Handler, path: string, init: RequestInit, params?: Params) => Promise<Response>
  cookieHeader: () => string
}

export function createBrowser(dashboard: Dashboard): TestBrowser {
  const { appUrl: origin } = dashboard.settings
  const browser: TestBrowser = {
    cookies: new Map(),
    cookieHeader: () => [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    async send(handler, path, init, params = {}) {
      const headers = new Headers({ cookie: browser.cookieHeader() })
      for (const [name, value] of new Headers(init.headers)) headers.set(name, value)
      const request = new Request(`http://localhost${path}`, { ...init, headers })
      const response = await handler(request, dashboard, params)
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (/max-age=0/i.test(line)) browser.cookies.delete(name)
        else browser.cookies.set(name, value)
      }
      return response
    },
    get: (handler, path, params) => browser.send(handler, path, {}, params),
    post: (handler, path, { fields = {}, params, headers }) =>
      browser.send(
        handler,
        path,
        {
          method: 'POST',
          headers: { ...navigation, origin, 'sec-fetch-site': 'same-origin', ...headers },
          body: new URLSearchParams(fields),
        },
        params,
      ),
  }
  return browser
}

/** Begins a session. Returns the session, and a browser that has its cookie. */
export async function signedIn(
  dashboard: Dashboard,
  session: Partial<NewSession> = {},
): Promise<{ browser: TestBrowser; session: Session }> {
  const id = await dashboard.sessions.begin({
    personId: 'per_ana',
    bearer: token,
    environment: 'test',
    accountId: null,
    accountName: null,
    role: null,
    tokenId: null,
    who: null,
    ...session,
  })
  const browser = createBrowser(dashboard)
  const [pair = ''] = (await sessionCookie(id, dashboard.settings)).split(';')
  browser.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
  const found = await dashboard.sessions.find(id)
  if (!found) throw new Error('the session that was just made is not there')
  return { browser, session: found }
}
