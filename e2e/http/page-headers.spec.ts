import { ourPages } from '@/tests/support/our-routes'
import { expect, test } from '../support/fixtures'
import { postSignIn } from '../support/steps'

const pages = [
  ...ourPages(),
  '/approvals/apr_nothing',
  '/unsubscribe/nothing',
  '/sandbox/slack/authorize',
  '/nowhere',
]

for (const path of pages) {
  test(`${path} cannot be framed, sniffed or cached`, async ({ request, person }) => {
    await postSignIn(request, person.token)
    const response = await request.get(path)
    const headers = response.headers()
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy']).not.toContain("script-src 'unsafe-inline'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cache-control']).toContain('no-store')
    expect(headers['referrer-policy']).toBeTruthy()
    expect(headers['x-powered-by']).toBeUndefined()
  })
}

test('each answer carries a fresh nonce, whatever the request says', async ({ request }) => {
  const nonces = new Set<string>()
  for (let round = 0; round < 3; round++) {
    const response = await request.get('/sign-in', {
      headers: { 'content-security-policy': "script-src 'nonce-of-an-attacker'" },
    })
    nonces.add(
      /'nonce-([^']+)'/.exec(response.headers()['content-security-policy'] ?? '')?.[1] ?? '',
    )
  }
  expect(nonces.size).toBe(3)
  expect([...nonces].join()).not.toContain('attacker')
})

test('the callback and the connect pages send no referrer', async ({ request }) => {
  for (const path of [
    '/callback',
    '/integrations/connect?service=slack',
    '/sandbox/slack/authorize',
  ]) {
    const response = await request.get(path, { maxRedirects: 0 })
    expect(response.headers()['referrer-policy']).toBe('no-referrer')
  }
})
