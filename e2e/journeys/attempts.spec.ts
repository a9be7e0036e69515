import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { allow, startConnecting, startSession } from '../support/steps'

test('a failed way back leads an admin to each step of its attempt', async ({ page, person }) => {
  await startSession(page, person.token)
  await startConnecting(page, 'Notion')
  await allow(page, 'Token endpoint 500')
  await expect(page.getByRole('heading', { name: 'Notion is having trouble' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'See each step of this attempt' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Connecting Notion' })).toBeVisible()
  await expect(page.getByText('Failed', { exact: true })).toBeVisible()
  const steps = page.getByRole('region', { name: 'What happened' }).getByRole('listitem')
  await expect(steps).toHaveText([
    /^Connecting began/,
    /^The person was sent to Notion/,
    /^The person came back from Notion/,
    /^Miteos sent its code to/,
    /^The exchange with Notion failed.*Nothing was connected; start again\./,
  ])
  await expect(page.getByText('The person then saw the page')).toContainText(
    'Notion is having trouble',
  )
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)
  const requestId = await steps
    .last()
    .getByText(/^[\w-]{36}$/)
    .innerText()

  await page.getByRole('link', { name: 'All attempts' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Attempts to connect' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Reference' }).fill(requestId)
  await page.getByRole('button', { name: 'Find' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Connecting Notion' })).toBeVisible()
})

test('an attempt is found by a line that was copied with its reference', async ({
  page,
  person,
}) => {
  await startSession(page, person.token)
  await startConnecting(page, 'Slack')
  await page.getByRole('button', { name: 'Deny' }).click()
  await page.getByRole('link', { name: 'See each step of this attempt' }).click()
  const reference = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  await page.getByRole('link', { name: 'All attempts' }).click()
  const box = page.getByRole('textbox', { name: 'Reference' })
  await box.fill(`Reference ${reference}`)
  await page.getByRole('button', { name: 'Find' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Connecting Slack' })).toBeVisible()

  await page.getByRole('link', { name: 'All attempts' }).click()
  await box.fill('???')
  await page.getByRole('button', { name: 'Find' }).click()
  await expect(page.getByText('No reference looks like this')).toBeVisible()
  await expect(box).toHaveValue('???')
  await expectAccessible(page)
})

test('the list of attempts has the connected, the denied and the running ones', async ({
  page,
  person,
}) => {
  await startSession(page, person.token)
  await page.goto('/attempts')
  await expect(page.getByText('Nobody has tried to connect')).toBeVisible()
  await connectByRequests(page, 'GitHub')
  await startConnecting(page, 'Slack')
  await page.getByRole('button', { name: 'Deny' }).click()
  await expect(page.getByRole('heading', { name: 'You cancelled' })).toBeVisible()
  await startConnecting(page, 'Gmail')
  await page.goto('/integrations')
  await page.getByRole('button', { name: 'User menu' }).click()
  await page.getByRole('link', { name: 'Attempts to connect' }).click()
  const rows = page.getByRole('region', { name: 'Last 30 days' }).getByRole('listitem')
  await expect(rows).toContainText([/Gmail.*Under way/, /Slack.*Denied/, /GitHub.*Connected/])
  await expectAccessible(page)
  await expectFits(page)
  await page.getByRole('link', { name: 'GitHub' }).click()
  await expect(page.getByText('The integration was saved')).toBeVisible()
})

test('people with the role support read attempts, and members do not', async ({
  page,
  people,
  person,
}) => {
  const member = await people.create({ account: person.account, role: 'member' })
  await startSession(page, member.token)
  await startConnecting(page, 'Slack')
  await page.getByRole('button', { name: 'Deny' }).click()
  await expect(page.getByRole('heading', { name: 'You cancelled' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'See each step' })).toHaveCount(0)
  const reference = new URL(page.url()).searchParams.get('attempt') ?? ''
  await page.goto(`/attempts/${reference}`)
  await expect(page.getByText('Your role may not see this')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'User menu' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  const support = await people.create({ account: person.account, role: 'support' })
  await startSession(page, support.token)
  await page.goto(`/attempts/${reference}`)
  await expect(
    page.getByText('Connecting ended when the person came back from Slack'),
  ).toBeVisible()
  await page.goto('/attempts/ref_nobody')
  await expect(page.getByText('No attempt has this reference')).toBeVisible()
  await expectAccessible(page)
})
