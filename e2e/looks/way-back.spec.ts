import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { allow, allowUpToCallback, card, signIn, startConnecting } from '../support/steps'

test.beforeEach(async ({ page, person }) => {
  await signIn(page, person.token)
})

test('two accounts side by side are accessible and fit a phone', async ({ page, person }) => {
  await connectByRequests(page, 'Notion')
  const [notion] = await person.integrations()
  await person.injectFault(notion?.id ?? '', 'revoke')
  await page.goto('/integrations')
  await card(page, 'Notion').getByRole('button', { name: 'Reconnect Notion' }).click()
  await allow(page, 'Other account')
  await expect(page.getByRole('button', { name: 'Try again: reconnect Notion' })).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)
})

test('the last step is accessible before it has a result', async ({ page }) => {
  await startConnecting(page, 'Slack')
  const callback = await allowUpToCallback(page)
  await page.route('**/callback/complete', (route) => route.fulfill({ status: 204 }))
  await page.goto(callback)
  await expect(page.getByRole('heading', { name: 'Finishing Slack' })).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)
})

test('a callback opened again is accessible and fits a phone', async ({ page }) => {
  await startConnecting(page, 'Slack')
  const callback = await allowUpToCallback(page)
  await page.goto(callback)
  await expect(card(page, 'Slack')).toBeVisible()
  await page.goto(callback)
  await expect(page.getByRole('heading', { name: 'Slack was connected' })).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)
})
