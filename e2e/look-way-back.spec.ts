import { expect, test } from './fixtures'
import { expectAccessible, expectFits, expectTouchable } from './looks'
import {
  allow,
  allowUpToCallback,
  card,
  connect,
  type Scenario,
  signIn,
  startConnecting,
} from './steps'

test.beforeEach(async ({ page, person }) => {
  await signIn(page, person.token)
})

const failing: [scenario: Scenario, service: string][] = [
  ['Fewer scopes', 'GitHub'],
  ['Expired code', 'Notion'],
  ['Token endpoint 500', 'Stripe'],
  ['Token endpoint garbage', 'Gmail'],
]

for (const [scenario, service] of failing) {
  test(`the page after "${scenario}" is accessible and fits a phone`, async ({ page }) => {
    await startConnecting(page, service)
    await allow(page, scenario)
    await expect(page.getByText('Nothing was changed.')).toBeVisible()
    await expectAccessible(page)
    await expectFits(page)
    await expectTouchable(page)
  })
}

test('two accounts side by side are accessible and fit a phone', async ({ page, person }) => {
  await connect(page, 'Notion')
  const [notion] = await person.integrations()
  await person.fault(notion?.id ?? '', 'revoke')
  await page.goto('/integrations')
  await card(page, 'Notion').getByRole('button', { name: 'Reconnect Notion' }).click()
  await allow(page, 'Other account')
  await expect(page.getByRole('button', { name: 'Try again: reconnect Notion' })).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)
})

test('a callback that belongs to nothing, and one opened again, are accessible', async ({
  page,
}) => {
  await page.goto('/callback?oauth_code=code&state=nobody&service=slack')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)

  await startConnecting(page, 'Slack')
  const callback = await allowUpToCallback(page)
  await page.goto(callback)
  await expect(card(page, 'Slack')).toBeVisible()
  await page.goto(callback)
  await expect(page.getByRole('heading', { name: 'Slack was connected' })).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
})

test('a session that ended says so, accessibly, and the sign-in link has its own page', async ({
  page,
}) => {
  for (const path of [
    '/sign-in?error=ended',
    '/sign-in?error=throttled',
    `/sign-in?link=${'a'.repeat(32)}`,
  ]) {
    await page.goto(path)
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
    await expectAccessible(page)
    await expectFits(page)
    await expectTouchable(page)
  }
})
