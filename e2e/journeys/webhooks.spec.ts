import type { Page } from '@playwright/test'
import { connectByRequests } from '../support/connect-by-requests'
import { test as base, expect } from '../support/fixtures'
import { HookReceiver } from '../support/hook-receiver'
import { expectAccessible, expectFits, expectTouchable, layoutShift } from '../support/looks'
import { scriptsHaveRun, signIn, startSession } from '../support/steps'

const test = base.extend<{ receiver: HookReceiver }>({
  receiver: async ({ browserName: _ }, use) => {
    const receiver = await HookReceiver.start()
    await use(receiver)
    await receiver.close()
  },
})

async function expectGood(page: Page) {
  await scriptsHaveRun(page)
  expect(await layoutShift(page)).toBeLessThan(0.02)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 720 })
    await expectAccessible(page)
  }
  await expectFits(page)
  await expectTouchable(page)
}

async function add(page: Page, url: string) {
  await page.getByRole('textbox', { name: 'URL' }).fill(url)
  await page.getByRole('button', { name: 'Add webhook' }).click()
}

test('an admin adds a webhook, connects a service, and sees what was delivered', async ({
  page,
  person,
  receiver,
}) => {
  test.slow()
  await signIn(page, person.token)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Webhooks' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Webhooks' })).toBeVisible()
  await expect(page.getByText('No webhook yet')).toBeVisible()
  await expectGood(page)

  for (const box of await page.getByRole('checkbox').all()) await box.uncheck()
  await add(page, 'http://app.example.com/hooks')
  await expect(page.getByText('The URL of a webhook begins with https://.')).toBeVisible()
  await expect(page.getByText('Choose at least one event.')).toBeVisible()
  await expectGood(page)
  await page.getByRole('checkbox', { name: 'integration.connected' }).check()
  await page.getByRole('checkbox', { name: 'integration.disconnected' }).check()
  await page.getByRole('textbox', { name: 'Description' }).fill('Onboarding')
  await add(page, receiver.url)
  const panel = page.getByRole('region', { name: 'Secret of the new webhook' })
  const secret = await panel.getByText(/^whsec_/).innerText()
  await expectGood(page)
  await page.reload()
  await expect(page.getByText('Its secret is shown only once')).toBeVisible()
  expect(await page.content()).not.toContain(secret)

  await connectByRequests(page, 'Slack')
  await page.goto('/settings/webhooks')
  await expect(page.getByText(/^Accepted with 204/)).toBeVisible()
  await page.getByRole('button', { name: 'Send test' }).click()
  await expect(
    page.getByRole('status').filter({ hasText: 'Sent. Accepted with 204' }),
  ).toBeVisible()
  receiver.status = 503
  await page.getByRole('button', { name: /^Resend the message test\.ping/ }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Sent. Answered 503' })).toBeVisible()
  await expect(page.getByText('Try 2')).toBeVisible()
  await expectGood(page)
  expect(receiver.verifiedTypes(secret)).toEqual([
    'integration.connected',
    'test.ping',
    'test.ping',
  ])

  await page.getByRole('button', { name: `Delete ${receiver.url}` }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete this webhook?' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('Deleted. Nothing is sent there any more.')).toBeVisible()
  await expect(page.getByText('No webhook yet')).toBeVisible()
})

test('a receiver that answers 410 is told nothing, admins are told so, and a test enables it again', async ({
  page,
  person,
  receiver,
}) => {
  await startSession(page, person.token)
  await page.goto('/settings/webhooks')
  await add(page, receiver.url)
  await expect(page.getByRole('region', { name: 'Secret of the new webhook' })).toBeVisible()
  receiver.status = 410
  await page.getByRole('button', { name: 'Send test' }).click()
  await expect(page.getByText('Disabled just now')).toBeVisible()
  await expectGood(page)

  await page.goto('/integrations')
  await expect(page.getByText('A webhook is disabled and told nothing')).toBeVisible()
  await expectGood(page)
  await page.getByRole('link', { name: 'See webhooks' }).click()
  receiver.status = 204
  await page.getByRole('button', { name: 'Send test' }).click()
  await expect(
    page.getByRole('status').filter({ hasText: 'Sent. Accepted with 204' }),
  ).toBeVisible()
  await expect(page.getByText('Disabled just now')).toHaveCount(0)
  await page.goto('/integrations')
  await expect(page.getByText('A webhook is disabled')).toHaveCount(0)
})

test('without JavaScript webhooks work the same', async ({ browser, person, origin, receiver }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: origin })
  const page = await context.newPage()
  await startSession(page, person.token)
  await page.goto('/settings/webhooks')
  await add(page, receiver.url)
  await expect(page.getByText(/^whsec_/)).toBeVisible()
  await page.getByRole('button', { name: 'Send test' }).click()
  await expect(page.getByText('Sent. Accepted with 204')).toBeVisible()
  await page.getByRole('button', { name: /^Resend/ }).click()
  await expect(page.getByText('Try 2')).toBeVisible()
  await page.getByRole('button', { name: /^Delete/ }).click()
  await expect(page.getByRole('heading', { name: 'Delete this webhook?' })).toBeVisible()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No webhook yet')).toBeVisible()
  await context.close()
})

test('people with the roles member and support do not see webhooks', async ({ page, people }) => {
  for (const role of ['member', 'support'] as const) {
    const { token } = await people.create({ role })
    await startSession(page, token)
    await page.goto('/settings/webhooks')
    await expect(page.getByText('Your role may not see this')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Webhooks' })).toHaveCount(0)
    await expectAccessible(page)
    await page.context().clearCookies()
  }
})
