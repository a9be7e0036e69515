import { createServer } from 'node:http'
import { freePort } from '@/scripts/free-port'
import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { allow, signIn, startSession } from '../support/steps'

const uri = 'https://app.example.com/callback'

test('an admin registers a redirect URI, checks one, and deletes it', async ({ page, person }) => {
  await signIn(page, person.token)
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible()
  await page.getByRole('link', { name: 'Redirect URIs' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Redirect URIs' })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('textbox', { name: 'Redirect URI' }).fill('http://app.example.com/callback')
  await page.getByRole('textbox', { name: 'App name' }).fill('Onboarding')
  await page.getByRole('button', { name: 'Register' }).click()
  await expect(
    page.getByText('A redirect URI begins with https://.', { exact: false }),
  ).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('textbox', { name: 'Redirect URI' }).fill(uri)
  await page.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByText('Registered. The connect link')).toBeVisible()
  await expect(page.getByText('Never used')).toBeVisible()
  await expect(page.getByText('redirect_uri=https%3A%2F%2Fapp.example.com')).toBeVisible()
  await expectAccessible(page)

  for (const [checked, words] of [
    [`${uri}/`, 'ends in /'],
    ['http://app.example.com/callback', 'http, not https'],
    [uri, 'It matches.'],
  ] as const) {
    await page.getByRole('textbox', { name: 'Check a URI' }).fill(checked)
    await page.getByRole('button', { name: 'Check' }).click()
    await expect(page.getByText(words)).toBeVisible()
    await expectAccessible(page)
  }
  await expectFits(page)
  await expectTouchable(page)

  await page.getByRole('button', { name: `Delete ${uri}` }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete this redirect URI?' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No app of your own yet')).toBeVisible()
})

test('an admin creates a token, uses it, and revokes it', async ({ page, person, origin }) => {
  await startSession(page, person.token)
  await page.goto('/settings/tokens')
  await expect(page.getByRole('heading', { level: 1, name: 'API tokens' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('textbox', { name: 'Name' }).fill('CI')
  await page.getByRole('combobox', { name: 'Role' }).selectOption('support')
  await page.getByRole('button', { name: 'Create token' }).click()
  const panel = page.getByRole('region', { name: 'New API token' })
  const token = await panel.getByText(/^mt_test_\w+$/).innerText()
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)
  const use = () => fetch(`${origin}/v1/account`, { headers: { authorization: `Bearer ${token}` } })
  expect((await use()).headers.get('miteos-role')).toBe('support')

  await page.reload()
  await expect(page.getByText('It is shown only once')).toBeVisible()
  expect(await page.content()).not.toContain(token)
  await expect(page.getByText(`mt_test_…${token.slice(-4)}`)).toBeVisible()
  await expect(page.getByText('This session')).toBeVisible()

  await page.getByRole('button', { name: 'Revoke CI' }).click()
  const dialog = page.getByRole('dialog', { name: 'Revoke “CI”?' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('Revoked. The token is refused')).toBeVisible()
  expect((await use()).status).toBe(401)
})

test('without JavaScript the settings work the same', async ({ browser, person, origin }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: origin })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: 'API token' }).fill(person.token)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.goto('/settings')
  await page.getByRole('link', { name: 'Redirect URIs' }).click()
  await page.getByRole('textbox', { name: 'Redirect URI' }).fill(uri)
  await page.getByRole('textbox', { name: 'App name' }).fill('Onboarding')
  await page.getByRole('button', { name: 'Register' }).click()
  await page.getByRole('textbox', { name: 'Check a URI' }).fill(`${uri}?a=b`)
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByText('has “?a=b”')).toBeVisible()
  await page.getByRole('button', { name: `Delete ${uri}` }).click()
  await expect(page.getByRole('heading', { name: 'Delete this redirect URI?' })).toBeVisible()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No app of your own yet')).toBeVisible()

  await page.getByRole('link', { name: 'API tokens' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('CI')
  await page.getByRole('button', { name: 'Create token' }).click()
  await expect(page.getByRole('region', { name: 'New API token' })).toBeVisible()
  await page.getByRole('button', { name: 'Revoke CI' }).click()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('Revoked. The token is refused')).toBeVisible()
  await context.close()
})

test('people with the role support see the people, and none of the other settings', async ({
  page,
  people,
}) => {
  const { token } = await people.create({ role: 'support' })
  await signIn(page, token)
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Settings' }).getByRole('link')).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Invite' })).toHaveCount(0)
  for (const path of ['/settings/redirect-uris', '/settings/tokens', '/settings/webhooks']) {
    await page.goto(path)
    await expect(page.getByText('Your role may not see this')).toBeVisible()
    await expectAccessible(page)
  }
})

test('an app of its own gets a code at its redirect URI and redeems it', async ({
  page,
  person,
  origin,
}) => {
  const port = await freePort()
  const callback = `http://127.0.0.1:${port}/done?tenant=7`
  const arrived: URL[] = []
  const app = createServer((request, response) => {
    if (request.url?.startsWith('/done')) arrived.push(new URL(request.url, callback))
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome back</h1>')
  })
  await new Promise<void>((resolve) => app.listen(port, '127.0.0.1', resolve))
  const headers = { authorization: `Bearer ${person.token}`, 'content-type': 'application/json' }
  const post = (path: string, body: object) =>
    fetch(`${origin}/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  expect((await post('/redirect_uris', { uri: callback, app_name: 'Onboarding' })).status).toBe(201)

  await signIn(page, person.token)
  const query = new URLSearchParams({ service: 'slack', redirect_uri: callback, state: 'xyz' })
  await page.goto(`/integrations/connect?${query}`)
  await expect(page.getByText('Onboarding asks you to do this.')).toBeVisible()
  await expect(page.getByText(`127.0.0.1:${port}`)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible()
  await allow(page)
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
  const { oauth_code: code, ...rest } = Object.fromEntries(arrived[0]?.searchParams ?? [])
  expect(rest).toEqual({ tenant: '7', service: 'slack', state: 'xyz', iss: origin })

  const request = { service: 'slack', oauth_code: code }
  expect((await post('/integrations', request)).status).toBe(201)
  const again = await post('/integrations', request)
  expect(await again.json()).toMatchObject({
    status: 400,
    code: 'invalid_oauth_code',
    reason: 'used',
  })
  const [registered] = await (await fetch(`${origin}/v1/redirect_uris`, { headers })).json()
  expect(registered).toHaveProperty('last_used_at')
  await new Promise((resolve) => app.close(resolve))
})
