import { afterAll, beforeEach, expect, test } from 'vitest'
import { finishSignOn } from '@/lib/dashboard/sso/finish-sign-on'
import type { TestBrowser } from '@/tests/support/dashboard'
import { startIssuer, type TestIssuer } from '@/tests/support/issuer'
import { comeBack, leave, openSignOnScene, signOn } from '@/tests/support/sign-on-scene'
import { describeOnBothStores } from '@/tests/support/stores'

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const nowSeconds = () => Math.floor(Date.now() / 1000)

/** Replaces the part of a token, without signing it again. */
function replacePart(token: unknown, index: number, change: (part: string) => string): string {
  const parts = String(token).split('.')
  parts[index] = change(parts[index] ?? '')
  return parts.join('.')
}

function changedIn(part: string, changes: object): string {
  return encoded({ ...JSON.parse(Buffer.from(part, 'base64url').toString()), ...changes })
}

const wrongTokens: [what: string, faults: TestIssuer['faults']][] = [
  ['is for another client', { idToken: (token) => Object.assign(token, { aud: 'somebody' }) }],
  [
    'is for several clients without naming ours',
    { idToken: (token) => Object.assign(token, { aud: ['miteos', 'somebody'] }) },
  ],
  ['comes from another issuer', { idToken: (token) => Object.assign(token, { iss: 'http://x' }) }],
  ['has no issuer', { idToken: (token) => Reflect.deleteProperty(token, 'iss') }],
  ['has run out', { idToken: (token) => Object.assign(token, { exp: nowSeconds() - 120 }) }],
  ['is not valid yet', { idToken: (token) => Object.assign(token, { nbf: nowSeconds() + 120 }) }],
  ['has another nonce', { idToken: (token) => Object.assign(token, { nonce: 'another' }) }],
  ['has no nonce', { idToken: (token) => Reflect.deleteProperty(token, 'nonce') }],
  ['has no subject', { idToken: (token) => Reflect.deleteProperty(token, 'sub') }],
  [
    'has an endless subject',
    { idToken: (token) => Object.assign(token, { sub: 'x'.repeat(300) }) },
  ],
  [
    'was changed after it was signed',
    {
      answer: ({ body }) => {
        const change = (part: string) => changedIn(part, { sub: 'root' })
        if (body !== '') body.id_token = replacePart(body.id_token, 1, change)
      },
    },
  ],
  [
    'has a broken signature',
    {
      answer: ({ body }) => {
        if (body !== '') body.id_token = replacePart(body.id_token, 2, () => 'AAAA')
      },
    },
  ],
  [
    'is not signed at all',
    {
      answer: ({ body }) => {
        if (body === '') return
        const unsigned = replacePart(body.id_token, 0, (part) => changedIn(part, { alg: 'none' }))
        body.id_token = replacePart(unsigned, 2, () => '')
      },
    },
  ],
  [
    'is signed with our own secret',
    {
      answer: ({ body }) => {
        const change = (part: string) => changedIn(part, { alg: 'HS256' })
        if (body !== '') body.id_token = replacePart(body.id_token, 0, change)
      },
    },
  ],
  [
    'is missing',
    {
      answer: ({ body }) => {
        if (body !== '') delete body.id_token
      },
    },
  ],
  [
    'comes with a refusal',
    {
      answer: (response) => {
        response.statusCode = 400
        response.body = { error: 'invalid_grant', error_description: '<b>canary</b>' }
      },
    },
  ],
]

describeOnBothStores('a sign-in that somebody tampers with', async (openStore) => {
  const issuer = await startIssuer()
  afterAll(issuer.stop)
  const storage = await openStore()
  const { server, dashboard, logged, openBrowser } = openSignOnScene(storage, issuer, {
    defaultRole: 'member',
  })
  await server.client()

  beforeEach(() => {
    issuer.faults = {}
    // The limit of failures is tested below.
    dashboard.signInLimit = { take: async () => ({ giveBack: async () => {} }) }
  })

  async function expectNobody(browser: TestBrowser, to: string, reason: string) {
    expect(to).toContain(`error=${reason}&`)
    expect(to).not.toContain('canary')
    expect(browser.cookies.has('miteos-session')).toBe(false)
    const reference = new URL(to, 'http://x').searchParams.get('reference') ?? ''
    expect(logged.filter((line) => line.includes(reference))).not.toEqual([])
  }

  test.each(wrongTokens)('an id token that %s lets nobody in', async (_, faults) => {
    issuer.faults = faults
    const browser = openBrowser()
    await expectNobody(browser, await signOn(browser, issuer), 'sso_refused')
    issuer.faults = {}
    expect(await signOn(browser, issuer)).toBe('/integrations')
  })

  test('an issuer whose clock differs by less than a minute is believed', async () => {
    issuer.faults.idToken = (token) =>
      Object.assign(token, {
        iat: nowSeconds() + 50,
        nbf: nowSeconds() + 50,
        exp: nowSeconds() - 50,
      })
    expect(await signOn(openBrowser(), issuer)).toBe('/integrations')
  })

  test.each([
    ['another state', 'state', 'A'.repeat(43), 'sso_restart'],
    ['no state', 'state', null, 'sso_restart'],
    ['another code', 'code', 'canary', 'sso_refused'],
    ['no code', 'code', null, 'sso_refused'],
    ['an endless code', 'code', 'x'.repeat(5000), 'sso_restart'],
    ['the name of another issuer', 'iss', 'https://evil.example', 'sso_refused'],
  ] as const)('%s in the way back lets nobody in', async (_, name, value, reason) => {
    const browser = openBrowser()
    const back = await issuer.allow(await leave(browser))
    if (value === null) back.searchParams.delete(name)
    else back.searchParams.set(name, value)
    await expectNobody(browser, await comeBack(browser, back), reason)
  })

  test('the name of the issuer in the way back is accepted, and a parameter that comes twice is not', async () => {
    const browser = openBrowser()
    const back = await issuer.allow(await leave(browser))
    back.searchParams.set('iss', issuer.url)
    const twice = new URL(back)
    twice.searchParams.append('state', back.searchParams.get('state') ?? '')
    await expectNobody(browser, await comeBack(browser, twice), 'sso_restart')
    expect(await comeBack(browser, back)).toBe('/integrations')
  })

  test.each(['miteos-sso', 'miteos-sso-state', 'miteos-sso-nonce', 'miteos-sso-pkce'])(
    'without the cookie %s, or with the one of another way, nobody is let in',
    async (name) => {
      const [mine, other] = [openBrowser(), openBrowser()]
      await leave(other)
      const back = await issuer.allow(await leave(mine))
      mine.cookies.set(name, other.cookies.get(name) ?? '')
      const to = await comeBack(mine, back)
      expect(to).toMatch(/error=sso_(?:restart|refused)&/)
      const again = await issuer.allow(await leave(mine))
      mine.cookies.delete(name)
      await expectNobody(mine, await comeBack(mine, again), 'sso_restart')
    },
  )

  test('the verifier of PKCE goes to the issuer, which compares it with the challenge', async () => {
    const browser = openBrowser()
    const href = await leave(browser)
    expect(new URL(href).searchParams.get('code_challenge_method')).toBe('S256')
    const weakened = new URL(href)
    weakened.searchParams.set('code_challenge', 'A'.repeat(43))
    await expectNobody(
      browser,
      await comeBack(browser, await issuer.allow(weakened.href)),
      'sso_refused',
    )
  })

  test('a way back that somebody else began lets nobody in, and does not end their own', async () => {
    const [victim, attacker] = [openBrowser(), openBrowser()]
    const attack = await issuer.allow(await leave(attacker))
    const own = await issuer.allow(await leave(victim))
    await expectNobody(victim, await comeBack(victim, attack), 'sso_restart')
    expect(await comeBack(victim, own)).toBe('/integrations')
  })

  test('a way that takes longer than a quarter of an hour has to be begun again', async () => {
    const late = { ...dashboard, now: () => Date.now() + 16 * 60_000 }
    const browser = openBrowser()
    const back = await issuer.allow(await leave(browser))
    const request = new Request(`http://localhost${back.pathname}${back.search}`, {
      headers: { cookie: browser.cookieHeader() },
    })
    const response = await finishSignOn(request, late, {})
    expect(response.headers.get('location')).toContain('error=sso_restart')
  })

  test.each([
    ['access_denied', 'sso_cancelled'],
    ['temporarily_unavailable', 'sso_unreachable'],
    ['login_required', 'sso_refused'],
    ['<b>canary</b>', 'sso_refused'],
  ])('the error %s of the issuer is said in our own words', async (error, reason) => {
    issuer.faults.wayBack = (url) => {
      url.searchParams.delete('code')
      url.searchParams.set('error', error)
      url.searchParams.set('error_description', 'canary')
    }
    const browser = openBrowser()
    await expectNobody(browser, await signOn(browser, issuer), reason)
  })

  test('a prefetch and a HEAD of the way back have no effect', async () => {
    const browser = openBrowser()
    const back = await issuer.allow(await leave(browser))
    const path = back.pathname + back.search
    const prefetch = { headers: { 'sec-purpose': 'prefetch' } }
    expect((await browser.send(finishSignOn, path, prefetch)).status).toBe(204)
    expect((await browser.send(finishSignOn, path, { method: 'HEAD' })).status).toBe(204)
    expect(await comeBack(browser, back)).toBe('/integrations')
  })

  test('an issuer that refuses our client is the fault of the operator, who is alarmed', async () => {
    issuer.faults.answer = (response) => {
      response.statusCode = 401
      response.body = { error: 'invalid_client' }
    }
    const browser = openBrowser()
    await expectNobody(browser, await signOn(browser, issuer), 'sso_unreachable')
    expect(logged.join()).toContain('operator alarm: the issuer refuses OIDC_CLIENT_ID')
  })
})

describeOnBothStores('an issuer that does not answer', async (openStore) => {
  const issuer = await startIssuer()
  const { openBrowser } = openSignOnScene(await openStore(), issuer, { defaultRole: 'member' })

  test('is said in words, on the way there and on the way back, and costs nobody a try', async () => {
    const browser = openBrowser()
    const back = await issuer.allow(await leave(browser))
    await issuer.stop()
    expect(await comeBack(browser, back)).toContain('error=sso_unreachable')
    for (let tries = 0; tries < 12; tries++)
      expect(await leave(browser)).toMatch(/^\/sign-in\?error=sso_unreachable&/)
  })
})

describeOnBothStores('many failures from one address', async (openStore) => {
  const issuer = await startIssuer()
  afterAll(issuer.stop)
  const { openBrowser } = openSignOnScene(await openStore(), issuer, { defaultRole: 'member' })

  test('are limited to ten a minute, also on the way back', async () => {
    const browser = openBrowser()
    const headers = { 'x-miteos-client-address': '192.0.2.7' }
    const path = '/api/auth/callback/oidc?code=x&state=y'
    for (let tries = 0; tries < 10; tries++)
      expect((await browser.send(finishSignOn, path, { headers })).status).toBe(303)
    const limited = await browser.send(finishSignOn, path, { headers })
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, expect.any(String)])
  })
})
