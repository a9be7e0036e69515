import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import {
  allow,
  allowUpToCallback,
  card,
  integrationsRegion,
  type Scenario,
  signIn,
  startConnecting,
  startSession,
} from '../support/steps'

test.beforeEach(async ({ page, person }) => {
  await signIn(page, person.token)
})

async function expectNothingConnected(page: Parameters<typeof integrationsRegion>[0]) {
  await page.goto('/integrations')
  await expect(integrationsRegion(page)).toBeVisible()
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(0)
}

test('denying at the provider says so and offers to try again at the same service', async ({
  page,
  person,
}) => {
  await startConnecting(page, 'Slack')
  await page.getByRole('button', { name: 'Deny' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/cancel/i)
  await expect(page.getByText('Nothing was changed')).toBeVisible()
  await expect(page).not.toHaveURL(/state=|error_description=/)
  await page.getByRole('button', { name: /Slack/ }).click()
  await allow(page)
  await expect(card(page, 'Slack')).toBeVisible()
  expect(await person.integrations()).toHaveLength(1)
})

const failing: Scenario[] = ['Expired code', 'Token endpoint 500', 'Token endpoint garbage']

for (const scenario of failing) {
  test(`"${scenario}" ends on a page that says that nothing was changed and lets the person try again`, async ({
    page,
    person,
  }) => {
    await startConnecting(page, 'GitHub')
    await allow(page, scenario)
    await expect(page.getByText('Nothing was changed')).toBeVisible()
    await expect(page.getByText(/reference/i).first()).toBeVisible()
    expect(await person.integrations()).toEqual([])
    await page.getByRole('button', { name: /GitHub/ }).click()
    await allow(page)
    await expect(card(page, 'GitHub')).toBeVisible()
  })
}

test('a provider that answers too slowly ends on a page, not on a spinner', async ({
  page,
  person,
}) => {
  test.slow()
  await startConnecting(page, 'Notion')
  await allow(page, 'Token endpoint slow')
  await expect(page.getByText('Nothing was changed')).toBeVisible({ timeout: 20_000 })
  expect(await person.integrations()).toEqual([])
})

test('granting none of the scopes that any tool needs connects nothing', async ({
  page,
  person,
}) => {
  await startConnecting(page, 'GitHub')
  await allow(page, 'Fewer scopes')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/permission/i)
  expect(await person.integrations()).toEqual([])
})

test('the finished callback opened again shows the finished result, three times', async ({
  page,
  person,
}) => {
  const callbacks: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/callback') callbacks.push(request.url())
  })
  await connectByRequests(page, 'Gmail')
  const callback = callbacks[0] ?? ''
  expect(callback).toContain('oauth_code=')
  for (let round = 0; round < 3; round++) {
    await page.goto(callback)
    await expect(page.getByText(/Gmail/).first()).toBeVisible()
    await expect(page.getByRole('link', { name: /integrations/i }).first()).toBeVisible()
  }
  expect(await person.integrations()).toHaveLength(1)
})

test('Back after connecting connects nothing twice', async ({ page, person }) => {
  await connectByRequests(page, 'Stripe')
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Stripe was connected' })).toBeVisible()
  await page.goto('/integrations')
  await expect(card(page, 'Stripe')).toHaveCount(1)
  expect(await person.integrations()).toHaveLength(1)
})

test('a callback is refused in another browser, and the browser that began can still finish', async ({
  page,
  browser,
  person,
}) => {
  await startConnecting(page, 'Slack')
  const callback = await allowUpToCallback(page)

  const other = await browser.newContext()
  const stranger = await other.newPage()
  await startSession(stranger, person.token)
  await stranger.goto(callback)
  await expect(stranger.getByText('Nothing was changed')).toBeVisible()
  expect(await person.integrations()).toEqual([])
  await other.close()

  await page.goto(callback)
  await expect(card(page, 'Slack')).toBeVisible()
})

test('a forged state is refused before the code is spent', async ({ page, person }) => {
  await startConnecting(page, 'Slack')
  const callback = new URL(await allowUpToCallback(page))

  const forged = new URL(callback)
  forged.searchParams.set('state', 'x'.repeat(43))
  await page.goto(forged.href)
  await expect(page.getByText('Nothing was changed')).toBeVisible()
  expect(await person.integrations()).toEqual([])

  await page.goto(callback.href)
  await expect(card(page, 'Slack')).toBeVisible()
})

test('a callback without an attempt has nothing to finish', async ({ page }) => {
  await page.goto('/callback?oauth_code=mtoc_unknown&state=unknown&service=slack')
  await expect(page.getByText('Nothing was changed')).toBeVisible()
  await expectNothingConnected(page)
})
