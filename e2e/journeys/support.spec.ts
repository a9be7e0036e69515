import type { Page } from '@playwright/test'
import { connectByRequests } from '../support/connect-by-requests'
import { expect } from '../support/fixtures'
import { tabTo } from '../support/keyboard'
import { expectAccessible, expectFits } from '../support/looks'
import { addDevice, enter, firstLink, openWithDevice, test } from '../support/people-server'
import { card } from '../support/steps'

const reason = 'Slack shows an error, ticket 4711'

async function comeIn(page: Page, link: string, name: string) {
  await page.goto(link)
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('button', { name: 'Create a passkey' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Support', exact: true })).toBeVisible()
}

async function search(page: Page, text: string) {
  await page
    .getByRole('textbox', { name: 'Account, person, integration id or reference id' })
    .fill(text)
  await page.getByRole('button', { name: 'Search' }).click()
}

async function expectGood(page: Page) {
  await expectAccessible(page)
  await expectFits(page)
}

test('support staff come in, find an account by a person, open it with a reason, disconnect with a reason and leave', async ({
  browser,
  context,
  server,
}) => {
  test.slow()
  const customer = await openWithDevice(context)
  await enter(customer, await firstLink(server), 'Grace Hopper')
  await connectByRequests(customer, 'Slack')

  const link = await server.runAdmin('staff', 'add', 'ada@miteos.test')
  const elsewhere = await browser.newContext({ baseURL: server.origin })
  const staff = await openWithDevice(elsewhere)
  await staff.goto(link)
  await expectGood(staff)
  await comeIn(staff, link, 'Ada Lovelace')
  await expectGood(staff)
  await search(staff, 'nobody knows this')
  await expect(staff.getByText('No account found for “nobody knows this”')).toBeVisible()
  await search(staff, 'hopper')
  const found = staff.getByRole('link', { name: /default.*Grace Hopper belongs to it/s })
  await expect(found).toBeVisible()
  await expectGood(staff)
  await found.click()

  await expect(staff.getByRole('heading', { level: 1, name: 'Open default' })).toBeVisible()
  await expectGood(staff)
  await staff.getByRole('radio', { name: /^Test/ }).check()
  await tabTo(staff, staff.getByRole('textbox', { name: 'Reason' }))
  await staff.keyboard.insertText(reason)
  await staff.keyboard.press('Enter')

  const strip = staff.getByRole('region', { name: 'Support' })
  await expect(strip).toContainText(`Support in default until`)
  await expect(strip).toContainText(reason)
  await expect(card(staff, 'Slack')).toBeVisible()
  await expectGood(staff)
  await expect(staff.getByRole('button', { name: 'Connect Gmail' })).toBeDisabled()

  await card(staff, 'Slack').getByRole('button', { name: 'Disconnect Slack' }).click()
  await expect(staff.getByRole('heading', { name: 'Disconnect Slack?' })).toBeVisible()
  await expectGood(staff)
  await staff.getByRole('textbox', { name: 'Reason' }).fill('The customer asked for it')
  await staff.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(card(staff, 'Slack')).toContainText('Disconnected')

  await strip.getByRole('button', { name: 'Leave' }).click()
  await expect(staff.getByText('You have left the account.')).toBeVisible()
  await expect(staff.getByText('Opened by Ada Lovelace')).toBeVisible()
  await staff.goto('/integrations')
  await expect(staff).toHaveURL(/\/support$/)

  await customer.goto('/activity')
  const page = customer.getByRole('main')
  await expect(page.getByText('“The customer asked for it”')).toBeVisible()
  await expect(page.getByText(`“${reason}”`)).toBeVisible()
  const steps = page.getByRole('listitem').filter({ hasText: /^Support staff Ada Lovelace/ })
  await expect(steps.filter({ hasText: 'disconnected Slack' })).toHaveCount(1)
  for (const step of ['opened the account', 'stopped working in the account'])
    await expect(steps.filter({ hasText: `${step} as support staff` })).toHaveCount(1)
  await expectGood(customer)
  await elsewhere.close()
})

test('support staff who were removed are out of the account at once', async ({
  browser,
  context,
  server,
}) => {
  const customer = await openWithDevice(context)
  await enter(customer, await firstLink(server), 'Grace Hopper')
  const link = await server.runAdmin('staff', 'add', 'ada@miteos.test')
  const elsewhere = await browser.newContext({ baseURL: server.origin })
  const staff = await openWithDevice(elsewhere)
  await comeIn(staff, link, 'Ada Lovelace')
  await search(staff, 'default')
  await staff.getByRole('link', { name: /default/ }).click()
  await staff.getByRole('textbox', { name: 'Reason' }).fill(reason)
  await staff.getByRole('button', { name: 'Open for 60 minutes' }).click()
  await expect(staff.getByRole('heading', { level: 1, name: 'Integrations' })).toBeVisible()
  const [id = ''] = (await server.runAdmin('staff', 'list')).split('\t')
  await server.runAdmin('staff', 'remove', id)
  await staff.goto('/integrations')
  await expect(staff).toHaveURL(/\/sign-in/)
  await staff.goto('/support')
  await expect(staff).toHaveURL(/\/sign-in/)
  await elsewhere.close()
})

test('support staff add a passkey, remove the other, and are told what opening an account ends', async ({
  context,
  server,
}) => {
  test.slow()
  const page = await context.newPage()
  const laptop = await addDevice(page)
  await enter(page, await firstLink(server), 'Grace Hopper')
  const link = await server.runAdmin('staff', 'add', 'ada@miteos.test')
  await comeIn(page, link, 'Ada Lovelace')
  await page.getByRole('link', { name: 'Your passkeys' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your passkeys' })).toBeVisible()
  await expect(page.getByText('It is your only passkey')).toBeVisible()
  await expectGood(page)
  await laptop.remove()
  await addDevice(page)
  await page.getByRole('textbox', { name: 'Name' }).fill('Phone')
  await page.getByRole('button', { name: 'Add passkey' }).click()
  await expect(page.getByText('Added. You can sign in with this passkey')).toBeVisible()
  await page.getByRole('button', { name: 'Remove Passkey of support staff' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('Removed. This passkey signs nobody in any more.')).toBeVisible()
  await expectGood(page)

  await page.goto('/support')
  await search(page, 'default')
  await page.getByRole('link', { name: /default/ }).click()
  await expect(page.getByText('Opening this account signs you out there')).toBeVisible()
  await expectGood(page)
  await page.getByRole('radio', { name: /^Test/ }).check()
  await page.getByRole('textbox', { name: 'Reason' }).fill(reason)
  await page.getByRole('button', { name: 'Open for 60 minutes' }).click()
  for (const [path, words] of [
    ['/settings/passkeys', 'You are here as support staff. Your own passkeys are'],
    ['/settings/notifications', 'You are here as support staff.'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByText(words)).toBeVisible()
    await expectGood(page)
  }
})

test('a link for support staff that was used, or is wrong, says so', async ({ page, server }) => {
  await addDevice(page)
  const link = await server.runAdmin('staff', 'add', 'ada@miteos.test')
  await comeIn(page, link, 'Ada Lovelace')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto(link)
  await expect(page.getByText('This link was used before')).toBeVisible()
  await expectGood(page)
  await page.goto('/support/join?link=nonsense')
  await expect(page.getByText('This link is too old or not complete')).toBeVisible()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Support', exact: true })).toBeVisible()
})
