import { ourPages, ourRoutes } from '@/tests/support/our-routes'
import { expect, test } from '../support/fixtures'
import { sendLine } from '../support/raw-http'
import { signIn } from '../support/steps'

const addresses = [
  ...ourPages(),
  ...ourRoutes().map(({ address }) => address),
  '/nowhere',
  '/v1/openapi.json',
  '/v1/integrations',
  '/v1//integrations',
  '/api/auth/nothing',
  '/api/nothing',
  '/integrations/connect?service=slack',
  '/approvals/apr_nothing',
  '/unsubscribe/nothing',
  '/sandbox/slack/authorize',
  '/_next/static/nothing.js',
  '/_next/image?url=x',
  '/services/slack.svg',
  '/platform.css',
  '/icon.svg',
  '/integrations.rsc',
  '/%E0%A4%A',
]

for (const path of addresses) {
  for (const method of ['GET', 'PUT']) {
    test(`${method} ${path} carries the security headers of every answer`, async ({ origin }) => {
      const answer = await fetch(origin + path, { method, redirect: 'manual' })
      const { headers } = answer
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('content-security-policy')).not.toContain("script-src 'unsafe-inline'")
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toMatch(/^(no-referrer|same-origin)$/)
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/)
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('server')).toBeNull()
      const type = headers.get('content-type') ?? ''
      if (/^text\/|svg|javascript/.test(type)) expect(type).toMatch(/; ?charset=utf-8$/i)
      if ((await answer.text()) !== '') expect(type).not.toBe('')
      if (method === 'PUT') expect(answer.status).toBeGreaterThanOrEqual(400)
    })
  }
}

test('the scripts of a page are sent with their charset and without source maps', async ({
  page,
  request,
  origin,
}) => {
  const scripts: string[] = []
  page.on('request', (sent) => {
    if (sent.resourceType() === 'script') scripts.push(sent.url())
  })
  await page.goto('/sign-in')
  for (const url of scripts) {
    const answer = await request.get(url)
    expect(answer.headers()).toMatchObject({ 'x-content-type-options': 'nosniff' })
    expect(answer.headers()['content-type']).toMatch(/charset=utf-8/i)
    expect((await request.get(`${url}.map`)).status()).toBe(404)
  }
  expect(scripts.every((url) => url.startsWith(origin))).toBe(true)
})

test('a request for a part of a file, or with a condition, is never an error', async ({
  request,
}) => {
  const oddHeaders = [
    { range: 'bytes=99999-' },
    { range: 'bytes=-0' },
    { 'if-match': '"x"' },
    { 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' },
    { range: 'bytes=0-3', 'if-range': '"x"' },
  ]
  for (const headers of oddHeaders)
    expect((await request.get('/services/slack.svg', { headers })).status()).toBe(200)
})

test('no answer contains a host named by the headers of a request', async ({
  page,
  person,
  origin,
}) => {
  await signIn(page, person.token)
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const forgedHeaders = [
    'X-Forwarded-Host: evil.example',
    'X-Forwarded-Proto: https',
    'X-Forwarded-Port: 8443',
    'Forwarded: host=evil.example;proto=https',
    'X-Original-URL: http://evil.example/',
    `Cookie: ${cookie}`,
  ]
  const form = [`Origin: ${origin}`, 'Content-Length: 0']
  const type = 'Content-Type: application/x-www-form-urlencoded'
  for (const path of [...ourPages(), '/nowhere'])
    expect(await sendLine(origin, `GET ${path}`, forgedHeaders), path).not.toMatch(
      /evil\.example|; Secure/,
    )
  const begun = await sendLine(origin, 'POST /connect/slack', [...forgedHeaders, ...form, type])
  expect(begun).toContain(`location: ${origin}/integrations/connect?`)
  expect(begun).toContain(encodeURIComponent(`${origin}/callback`))
  expect(begun).not.toContain('evil')
})

test('a foreign Host changes nothing', async ({ origin }) => {
  const { port } = new URL(origin)
  const answer = await fetch(`${origin}/integrations`, {
    headers: { host: `evil.example:${port}` },
    redirect: 'manual',
  })
  expect(answer.headers.get('location')).toBe('/sign-in?callbackUrl=%2Fintegrations')
})

test('addresses that anybody may read reveal nothing about the server', async ({ request }) => {
  for (const path of ['/healthz', '/readyz', '/v1/openapi.json']) {
    const text = await (await request.get(path)).text()
    expect(text, path).not.toMatch(
      /node|next\.js|sqlite|postgres|libsql|\/tmp|127\.0\.0\.1:\d+\/v1\/int/i,
    )
    expect(text, path).not.toMatch(/"(accounts|customers|uptime|pid|hostname)"/)
  }
})
