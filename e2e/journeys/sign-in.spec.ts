import { RunningServer } from '@/scripts/running-server'
import { expect, test } from '../support/fixtures'

const wrong = `mt_test_${'a'.repeat(49)}`

/** Tries to sign in once, from an address that the nearest proxy reports. */
function trySignIn(origin: string, token: string, forwardedFor: string): Promise<Response> {
  return fetch(`${origin}/sign-in/submit`, {
    method: 'POST',
    headers: { origin, 'x-forwarded-for': forwardedFor },
    body: new URLSearchParams({ token }),
    redirect: 'manual',
  })
}

const sentences: [what: string, token: string, sentence: RegExp][] = [
  ['a wrong token', wrong, /does not know this token/],
  ['no token at all', 'hello', /This is not an API token/],
  ['a Cyrillic look-alike', `mt_tеst_${'a'.repeat(49)}`, /This is not an API token/],
  ['full-width letters', `ｍｔ_test_${'a'.repeat(49)}`, /This is not an API token/],
  ['a bare prefix', 'mt_live_', /This is not an API token/],
  ['a tab inside', `mt_test_${'a'.repeat(20)}\t${'a'.repeat(29)}`, /This is not an API token/],
]

for (const [what, token, sentence] of sentences) {
  test(`${what} is explained in its own sentence with a reference`, async ({ page }) => {
    await page.goto('/sign-in')
    await page.getByRole('textbox', { name: 'API token' }).fill(token)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    const alert = page.getByRole('alert').filter({ hasText: sentence })
    await expect(alert).toBeVisible()
    await expect(alert.getByText(/Reference [\w-]{8,64}/)).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'API token' })).toHaveValue('')
    expect(page.url()).not.toContain(encodeURIComponent(token))
  })
}

test('space around a token and "Bearer" in front of it are accepted', async ({ page, person }) => {
  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: 'API token' }).fill(`  Bearer ${person.token}  `)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(
    page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
})

test('one client may fail ten times a minute, whatever addresses it claims to forward for', async ({
  page,
}) => {
  const server = await RunningServer.start({ keepsLog: true })
  const statuses: number[] = []
  for (let n = 0; n < 30; n++)
    statuses.push((await trySignIn(server.origin, wrong, `203.0.113.${n}`)).status)
  expect(statuses).toEqual([...Array(10).fill(303), ...Array(20).fill(429)])
  const refused = await trySignIn(server.origin, wrong, '203.0.113.99')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)

  await page.goto(`${server.origin}/sign-in`)
  await page.getByRole('textbox', { name: 'API token' }).fill(wrong)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const alert = page.getByRole('alert').filter({ hasText: /too many attempts/ })
  await expect(alert).toBeVisible()
  const reference = /Reference ([\w-]{8,64})/.exec(await alert.innerText())?.[1] ?? 'none'
  expect(server.log).toContain(reference)
  expect(server.log).not.toContain(wrong)
  await page.close()
  await server.remove()
})

test('failures are counted for each client behind a trusted proxy', async () => {
  const server = await RunningServer.start({ env: { TRUSTED_PROXIES: '127.0.0.1' } })
  const goodToken = await server.createToken()
  const fail = (address: string) => trySignIn(server.origin, wrong, address)
  for (let n = 0; n < 10; n++) expect((await fail('198.51.100.7')).status).toBe(303)
  expect((await fail('198.51.100.7')).status).toBe(429)
  expect(
    (await fail('6.6.6.6, 198.51.100.7')).status,
    'an address that the client adds in front',
  ).toBe(429)
  expect((await fail('198.51.100.8')).status).toBe(303)
  const signedIn = await trySignIn(server.origin, goodToken, '198.51.100.9')
  expect(signedIn.headers.get('location')).toBe('/integrations')
  await server.remove()
})

test('on https every cookie is __Host-, Secure, HttpOnly, Lax and small', async () => {
  const server = await RunningServer.start({ env: { APP_URL: 'https://miteos.example' } })
  const goodToken = await server.createToken()
  const post = (path: string, fields: Record<string, string>, cookie = '') =>
    fetch(server.origin + path, {
      method: 'POST',
      headers: { origin: 'https://miteos.example', cookie },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })
  const [session = ''] = (
    await post('/sign-in/submit', { token: goodToken })
  ).headers.getSetCookie()
  const cookie = session.split(';', 1)[0] ?? ''
  const begun = await post('/connect/slack', {}, cookie)
  expect(begun.headers.get('location')).toMatch(/^https:\/\/miteos\.example\//)
  const auth = await fetch(`${server.origin}/api/auth/csrf`, { headers: { cookie } })
  const all = [session, ...begun.headers.getSetCookie(), ...auth.headers.getSetCookie()]
  expect(all.length).toBeGreaterThanOrEqual(4)
  for (const line of all) {
    expect(line).toMatch(/^__Host-miteos-[\w-]+=/)
    expect(line).toMatch(/; Path=\//)
    expect(line).toMatch(/; Secure/)
    expect(line).toMatch(/; HttpOnly/)
    expect(line).toMatch(/; SameSite=Lax/)
    expect(line).not.toMatch(/domain=/i)
    expect(line.length).toBeLessThan(4096)
  }
  const page = await fetch(`${server.origin}/sign-in`)
  expect(page.headers.get('strict-transport-security')).toBe('max-age=63072000')
  const file = await fetch(`${server.origin}/platform.css`)
  expect(file.headers.get('strict-transport-security')).toBe('max-age=63072000')
  await server.remove()
})
