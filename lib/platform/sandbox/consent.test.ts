import { describe, expect, it } from 'vitest'
import { scenarios } from '@/lib/contract/api/sandbox-scenarios'
import { appUrl, consent, redirectUri, sandboxOn } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'
import { isRegisteredRedirect } from './registered-redirect'

const validRequests = {
  gmail: ['/o/oauth2/v2/auth', { response_type: 'code', scope: 'openid email' }],
  slack: ['/oauth/v2/authorize', { scope: 'chat:write' }],
  github: ['/login/oauth/authorize', { scope: 'repo' }],
  stripe: ['/oauth/authorize', { response_type: 'code', scope: 'read_write' }],
  notion: ['/v1/oauth/authorize', { response_type: 'code', owner: 'user' }],
} as const

type TestedService = keyof typeof validRequests

function query(service: TestedService, changes: Record<string, string> = {}): string {
  const client_id = service === 'stripe' ? 'ca_sandbox' : `sandbox_${service}`
  const [, parameters] = validRequests[service]
  return `?${new URLSearchParams({ client_id, redirect_uri: redirectUri, state: 's/1', ...parameters, ...changes })}`
}

describeOnBothStores('the consent of the simulated vendors', async (openStore) => {
  const testSandbox = sandboxOn(await openStore())

  it.each([
    ['an unknown client', 'gmail', { client_id: 'sandbox_slack' }, 401],
    ['an unknown client', 'github', { client_id: 'nope' }, 404],
    ['an unregistered redirect URI', 'slack', { redirect_uri: 'https://evil.example/' }, 400],
    [
      'an almost registered redirect URI',
      'stripe',
      { redirect_uri: `${appUrl}.evil.example/` },
      400,
    ],
    ['another response type', 'notion', { response_type: 'token' }, 400],
    ['an unknown scope', 'gmail', { scope: 'openid everything' }, 400],
    ['an unknown scope', 'slack', { scope: 'admin' }, 400],
    ['a workspace as owner', 'notion', { owner: 'workspace' }, 400],
    [
      'a plain challenge',
      'github',
      { code_challenge: 'v'.repeat(43), code_challenge_method: 'plain' },
      400,
    ],
  ] as const)(
    '%s gets an error page of %s and no redirect',
    async (_, service, changes, status) => {
      for (const path of [validRequests[service][0], '/authorize']) {
        const response = await testSandbox.ask(service, path + query(service, changes))
        expect(response.status).toBe(status)
        expect(response.headers.has('location')).toBe(false)
        const text = await response.text()
        expect(text).toContain('Nothing was granted.')
        expect(text).not.toContain('evil')
      }
      const post = await testSandbox.ask(service, `/authorize${query(service, changes)}`, {
        method: 'POST',
        body: new URLSearchParams({ decision: 'allow' }),
      })
      expect(post.status).toBe(status)
    },
  )

  it('refuses a request that repeats a parameter', async () => {
    const twice = `${query('slack')}&redirect_uri=${encodeURIComponent(redirectUri)}`
    expect((await testSandbox.ask('slack', `/oauth/v2/authorize${twice}`)).status).toBe(400)
  })

  it('redirects from the vendor’s own path to the consent page with all parameters', async () => {
    const response = await testSandbox.ask('slack', `/oauth/v2/authorize${query('slack')}`)
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(
      `${appUrl}/sandbox/slack/authorize${query('slack')}`,
    )
  })

  it('shows the permissions, every account and every scenario, without a script', async () => {
    const response = await testSandbox.ask('slack', `/authorize${query('slack')}`)
    const text = await response.text()
    expect(text).toContain('<legend>Account</legend>')
    for (const name of ['Acme', 'Northwind', 'Marsh Studio']) expect(text).toContain(name)
    expect(text).toContain('Send messages as @miteos')
    const listed = [...text.matchAll(/<option[^>]*>([^<]*)/g)].map(([, name]) => name)
    expect(listed).toEqual(scenarios.map(({ name }) => name))
    expect(text).not.toContain('<script')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
  })

  it.each(['gmail', 'slack', 'github', 'stripe', 'notion'] as const)(
    '%s returns the state after both decisions',
    async (service) => {
      for (const decision of ['allow', 'deny'] as const) {
        const authorize = `${appUrl}/sandbox/${service}${validRequests[service][0]}${query(service)}`
        const wayBack = await consent(testSandbox, authorize, { decision })
        expect(wayBack.origin + wayBack.pathname).toBe(redirectUri)
        expect(wayBack.searchParams.get('state')).toBe('s/1')
        expect(wayBack.searchParams.has('code')).toBe(decision === 'allow')
      }
    },
  )

  it('keeps the query that a redirect URI has', async () => {
    const redirect_uri = `${redirectUri}?tenant=7`
    const authorize = `${appUrl}/sandbox/slack/oauth/v2/authorize${query('slack', { redirect_uri })}`
    expect((await consent(testSandbox, authorize)).searchParams.get('tenant')).toBe('7')
  })

  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['another origin', { Origin: 'https://evil.example' }],
    ['a page that hides its origin', { Origin: 'null' }],
  ])('shows the consent page again when the form comes from %s', async (_, headers) => {
    const response = await testSandbox.ask('slack', `/authorize${query('slack')}`, {
      method: 'POST',
      body: new URLSearchParams({ decision: 'allow' }),
      headers,
    })
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('Allow')
  })

  it('stores only hashes of codes and tokens', async () => {
    const authorize = `${appUrl}/sandbox/github/login/oauth/authorize${query('github')}`
    const code = (await consent(testSandbox, authorize)).searchParams.get('code') ?? ''
    const answer = await testSandbox.ask('github', '/login/oauth/access_token', {
      method: 'POST',
      body: new URLSearchParams({
        client_id: 'sandbox_github',
        client_secret: 'sandbox_secret_github',
        code,
      }),
      headers: { Accept: 'application/json' },
    })
    const { access_token, refresh_token } = await answer.json()
    const { db } = testSandbox.storage
    const kept = JSON.stringify([
      await db.selectFrom('sandbox_grants').selectAll().execute(),
      await db.selectFrom('sandbox_tokens').selectAll().execute(),
    ])
    for (const secret of [code, access_token, refresh_token]) expect(kept).not.toContain(secret)
  })

  it('answers 404 to every other path and 413 to a body that is too long', async () => {
    expect((await testSandbox.ask('telegram', '/authorize')).status).toBe(404)
    expect((await testSandbox.ask('slack', '/api/chat.delete', { method: 'POST' })).status).toBe(
      404,
    )
    const body = 'x'.repeat(70_000)
    const tooLong = await testSandbox.ask('slack', '/api/oauth.v2.access', { method: 'POST', body })
    expect(tooLong.status).toBe(413)
    const headers = { 'content-length': '10' }
    const wrongLength = await testSandbox.ask('slack', '/api/oauth.v2.access', {
      method: 'POST',
      body,
      headers,
    })
    expect(wrongLength.status).toBe(413)
  })
})

describe('the redirect URIs of the sandbox’s client', () => {
  const ownCallback = `${appUrl}/integrations/connect/callback/slack`
  it.each([
    ownCallback,
    'http://127.0.0.1:4000/callback',
    'http://localhost/x?y=1',
    'http://[::1]:9/callback',
  ])('include %s', (uri) => {
    expect(isRegisteredRedirect(uri, appUrl, 'slack')).toBe(true)
  })

  it.each([
    'https://evil.example/callback',
    'https://127.0.0.1/callback',
    'http://127.0.0.1.evil.example/',
    'http://127.0.0.1:4000/#fragment',
    'http://user@127.0.0.1:4000/',
    'http://10.0.0.1/',
    '/integrations/connect/callback/slack',
    '',
  ])('do not include %s', (uri) => {
    expect(isRegisteredRedirect(uri, appUrl, 'slack')).toBe(false)
  })

  it('include the platform’s own callback only byte by byte', () => {
    const https = 'https://platform.example.com'
    const callback = `${https}/integrations/connect/callback/slack`
    expect(isRegisteredRedirect(callback, https, 'slack')).toBe(true)
    expect(isRegisteredRedirect(`${callback}/`, https, 'slack')).toBe(false)
    expect(isRegisteredRedirect(callback, https, 'github')).toBe(false)
  })
})
