import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { card, servicesRegion, signIn, startSession } from '../support/steps'

test('menus and messages are accessible while they are open', async ({ page, person }) => {
  test.slow()
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  await page.getByRole('button', { name: 'User menu' }).click()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await card(page, 'Slack')
    .getByRole('button', { name: /^More about Slack/ })
    .click()
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Slack works' })).toBeVisible()
  await expectAccessible(page)

  await card(page, 'Slack').getByRole('button', { name: 'Disconnect Slack' }).click()
  await page.route('**/api/integrations/*', (route) => route.fulfill({ status: 502 }))
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('was not disconnected')
  await expectAccessible(page)
  await page.unroute('**/api/integrations/*')
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Removed here' })).toBeVisible()
  await expectAccessible(page)
})

test('the page of one integration is accessible and touchable, broken and disconnected', async ({
  page,
  person,
}) => {
  test.slow()
  await startSession(page, person.token)
  await connectByRequests(page, 'Gmail')
  const [gmail] = await person.integrations()
  await page.goto(`/integrations/${gmail?.id}`)
  await page.getByRole('button', { name: 'Revoke at the provider' }).click()
  await expect(page.getByText('Needs reconnecting').first()).toBeVisible()
  await expect(page.getByText('After reconnecting', { exact: true })).toHaveCount(5)
  await expect(page.getByText('Granted', { exact: true })).toHaveCount(0)
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)
  await person.disconnect(gmail?.id ?? '')
  await page.reload()
  await expect(page.getByText('Disconnected', { exact: true })).toBeVisible()
  await expect(page.getByText('Granted', { exact: true })).toHaveCount(0)
  await expectAccessible(page)
  await expectFits(page)
})

test('people with the role support see what they may not do, accessibly', async ({
  page,
  people,
}) => {
  const admin = await people.create()
  await startSession(page, admin.token)
  await connectByRequests(page, 'Notion')
  const support = await people.create({ role: 'support', account: admin.account })
  await signIn(page, support.token)
  await expect(
    servicesRegion(page).getByText('Your role may see, check and disconnect integrations'),
  ).toBeVisible()
  await expect(
    servicesRegion(page).getByRole('button', { name: 'Connect Notion' }),
  ).toHaveAccessibleDescription(/ask a member or an admin/)
  await expectAccessible(page)
  await expectFits(page)
  await page.goto('/integrations?service=notion')
  await expect(page.getByRole('dialog')).toContainText('Your role may not connect services')
  await expectAccessible(page)
})

test('a server without most services says what is missing, accessibly', async ({
  page,
  people,
}) => {
  const live = await people.create({ environment: 'live' })
  await signIn(page, live.token)
  await expect(servicesRegion(page).getByText('Not set up on this server')).toHaveCount(6)
  await page.getByText('What has to be set on this server').click()
  await expect(servicesRegion(page).getByText('SLACK_CLIENT_ID, SLACK_CLIENT_SECRET')).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
})
