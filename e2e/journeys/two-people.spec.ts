import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { expectAccessible } from '../support/looks'
import {
  card,
  holdReads,
  integrationsRegion,
  scriptsHaveRun,
  servicesRegion,
  startSession,
} from '../support/steps'

test('a click in a tab of another person never acts for the person who is signed in now', async ({
  page,
  people,
}) => {
  const ana = await people.create()
  const ben = await people.create()
  await startSession(page, ana.token)
  await connectByRequests(page, 'Slack')
  const [slack] = await ana.integrations()
  const tabOfAna = await page.context().newPage()
  await tabOfAna.goto('/integrations')
  const otherTab = await page.context().newPage()
  const release = await holdReads(page)
  await startSession(otherTab, ben.token)

  await tabOfAna.getByRole('button', { name: 'User menu' }).click()
  await tabOfAna.getByText('Sign out').click()
  await expect(tabOfAna.getByText(/signed in as somebody else, in the account/)).toBeVisible()
  await card(page, 'Slack').getByRole('button', { name: 'Disconnect Slack' }).click()
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(page.getByText(/now signed in as somebody else/).first()).toBeVisible()
  expect(await ana.integrations()).toEqual([slack])
  await page.getByRole('button', { name: 'Cancel' }).click()

  await servicesRegion(page).getByRole('button', { name: 'Connect Gmail' }).click()
  await expect(page.getByText(/signed in as somebody else, in the account/)).toBeVisible()
  await expectAccessible(page)
  expect(await ben.integrations()).toEqual([])
  await release()
  await page.getByRole('link').click()
  await expect(
    page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(0)
})

test('a click after the session ended leads through sign-in back to the same question', async ({
  page,
  person,
}) => {
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  const otherTab = await page.context().newPage()
  await otherTab.goto('/integrations')
  const release = await holdReads(page)
  await otherTab.getByRole('button', { name: /account menu|user menu/i }).click()
  await otherTab.getByText('Sign out').click()
  await expect(otherTab).toHaveURL(/\/sign-in/)

  await card(page, 'Slack').getByRole('button', { name: 'Disconnect Slack' }).click()
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in\?/)
  await expect(page.getByText('Your session has ended.')).toBeVisible()
  expect(await person.integrations()).toMatchObject([{ status: 'connected' }])

  await release()
  await page.getByRole('textbox', { name: 'API token' }).fill(person.token)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('dialog', { name: /Disconnect Slack/ })).toBeVisible()
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(card(page, 'Slack').getByText('Disconnected', { exact: true })).toBeVisible()
})

test('a tab that stayed open shows nothing private when it becomes visible after sign-out', async ({
  page,
  person,
}) => {
  await page.clock.install()
  await startSession(page, person.token)
  await connectByRequests(page, 'Notion')
  await page.goto('/integrations')
  await scriptsHaveRun(page)
  const otherTab = await page.context().newPage()
  await otherTab.goto('/integrations')
  await otherTab.getByRole('button', { name: /account menu|user menu/i }).click()
  await otherTab.getByText('Sign out').click()
  await expect(otherTab).toHaveURL(/\/sign-in/)
  await page.clock.fastForward(6_000)
  await page.evaluate(() =>
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true })),
  )
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByRole('article')).toHaveCount(0)
  await page.goBack()
  await expect(page.getByRole('textbox', { name: 'API token' })).toBeVisible()
})
