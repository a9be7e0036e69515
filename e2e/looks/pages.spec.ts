import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable, layoutShift } from '../support/looks'
import { card, integrationsRegion, startSession } from '../support/steps'

test('the page without connections is accessible, fits a phone and does not jump', async ({
  page,
  person,
}) => {
  await startSession(page, person.token)
  await page.goto('/integrations')
  await expect(integrationsRegion(page)).toBeVisible()
  expect(await layoutShift(page)).toBeLessThan(0.02)
  await expectAccessible(page)
  await expectFits(page)
})

test('the page with connected, broken and disconnected cards is accessible', async ({
  page,
  person,
}) => {
  test.slow()
  await startSession(page, person.token)
  for (const service of ['Gmail', 'Slack', 'GitHub']) await connectByRequests(page, service)
  const [gmail, slack] = await person.integrations()
  await person.injectFault(gmail?.id ?? '', 'revoke')
  await person.disconnect(slack?.id ?? '')
  await page.goto('/integrations')
  await expect(card(page, 'Gmail').getByText('Needs reconnecting', { exact: true })).toBeVisible()
  await expect(card(page, 'Slack').getByText('Disconnected', { exact: true })).toBeVisible()
  expect(await layoutShift(page)).toBeLessThan(0.02)
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)
})

test('the page of one integration and the disconnect dialog are accessible', async ({
  page,
  person,
}) => {
  await startSession(page, person.token)
  await connectByRequests(page, 'Notion')
  const [notion] = await person.integrations()
  await page.goto(`/integrations/${notion?.id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Notion')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Disconnect Notion' }).click()
  await expect(page.getByRole('dialog', { name: 'Disconnect Notion?' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expectFits(page)
})

test('the connect dialog says what will be asked and is accessible', async ({ page, person }) => {
  await startSession(page, person.token)
  await page.goto('/integrations?service=github')
  await expect(page.getByRole('dialog', { name: /Connect GitHub/ })).toBeVisible()
  await expectAccessible(page)
})

test('a list filtered to nothing says so and can be cleared', async ({ page, person }) => {
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  await page.getByRole('searchbox').fill('nothing is called like this')
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(0)
  await expect(page).toHaveURL(/nothing/)
  await expectAccessible(page)
})
