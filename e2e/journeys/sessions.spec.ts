import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { servicesRegion, signIn, startSession } from '../support/steps'

test('a wrong token is called wrong, and nobody is signed in', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: 'API token' }).fill(`mt_test_${'a'.repeat(49)}`)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(
    page.getByRole('alert').filter({ hasText: /does not know this token/ }),
  ).toBeVisible()
  await expect(page).toHaveURL(/\/sign-in/)
})

test('signing in leads to the page that was asked for', async ({ page, person }) => {
  await page.goto('/integrations?service=slack')
  await expect(page).toHaveURL(/\/sign-in\?/)
  await page.getByRole('textbox', { name: 'API token' }).fill(person.token)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('dialog', { name: /Connect Slack/ })).toBeVisible()
  await expect(page).not.toHaveURL(/service=/)
})

test('after signing out, Back shows nothing private and asks to sign in', async ({
  page,
  person,
}) => {
  await startSession(page, person.token)
  await connectByRequests(page, 'Notion')
  await page.getByRole('button', { name: /account menu|user menu/i }).click()
  await page.getByText('Sign out').click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goBack()
  await expect(page.getByRole('textbox', { name: 'API token' })).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(0)
})

test('people with the role support may disconnect but not connect', async ({ page, people }) => {
  const admin = await people.create({ role: 'admin' })
  await startSession(page, admin.token)
  await connectByRequests(page, 'Slack')
  const support = await people.create({ role: 'support', account: admin.account })
  await signIn(page, support.token)
  await expect(servicesRegion(page).getByRole('button', { name: 'Connect Gmail' })).toBeDisabled()
  await page.getByRole('button', { name: 'Disconnect Slack' }).click()
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(page.getByText('Disconnected', { exact: true })).toBeVisible()
})

test('live accounts see which services are not set up on this server, and no sandbox', async ({
  page,
  people,
}) => {
  const live = await people.create({ environment: 'live' })
  await signIn(page, live.token)
  await expect(servicesRegion(page).getByText('Not set up on this server').first()).toBeVisible()
  await expect(servicesRegion(page).getByRole('button', { name: 'Connect Slack' })).toHaveCount(0)
  await expect(page.getByText(/test mode/i)).toHaveCount(0)
})
