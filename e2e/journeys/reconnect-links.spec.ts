import type { Page } from '@playwright/test'
import { connectByRequests } from '../support/connect-by-requests'
import { expect } from '../support/fixtures'
import { expectAccessible, expectFits } from '../support/looks'
import {
  breakIntegration,
  enter,
  firstLink,
  invite,
  openWithDevice,
  shownLink,
  test,
} from '../support/people-server'
import { allow } from '../support/steps'

/** Makes a reconnect link on the page of a broken integration. */
async function makeLink(page: Page, email = ''): Promise<string> {
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email)
  await page.getByRole('button', { name: 'Create reconnect link' }).click()
  return shownLink(page, 'New reconnect link')
}

test('an admin sends a link, and somebody outside joins as a member and reconnects that account only', async ({
  browser,
  context,
  server,
}) => {
  test.slow()
  const admin = await openWithDevice(context)
  await enter(admin, await firstLink(server), 'Grace Hopper')
  await connectByRequests(admin, 'Gmail')
  const path = await breakIntegration(admin, 'gmail')
  const link = await makeLink(admin, 'ada@example.com')
  await expectAccessible(admin)
  await expectFits(admin)
  await admin.reload()
  await expect(admin.getByText('It is shown only once')).toBeVisible()
  expect(await admin.content()).not.toContain(link)

  const theirs = await browser.newContext({ baseURL: server.origin })
  const ada = await openWithDevice(theirs)
  await ada.goto(link)
  await expect(ada.getByRole('heading', { level: 1 })).toHaveText('Reconnect Gmail')
  await expect(ada.getByText('ana@example.com')).toBeVisible()
  await expect(ada.getByText('Another account is not connected in its place')).toBeVisible()
  await expectAccessible(ada)
  await expectFits(ada)
  await ada.getByRole('link', { name: 'Join and go on' }).click()
  await expect(ada.getByText(/asks ada@example.com to reconnect Gmail/)).toBeVisible()
  await ada.getByRole('textbox', { name: 'Your name' }).fill('Ada Lovelace')
  await ada.getByRole('button', { name: 'Create a passkey' }).click()
  await expect(ada.getByRole('heading', { level: 1 })).toHaveText('Reconnect Gmail')

  await ada.getByRole('button', { name: 'Continue to Gmail' }).click()
  await allow(ada, 'Other account')
  await expect(ada.getByText('Expected', { exact: true })).toBeVisible()
  await expect(ada.getByText('Your link reconnects the expected account')).toBeVisible()
  await expect(ada.getByRole('button', { name: 'Connect as a second account' })).toHaveCount(0)
  await expectAccessible(ada)
  await ada.getByRole('button', { name: 'Try again: reconnect Gmail' }).click()
  await allow(ada)
  await expect(ada.getByRole('main').getByText('Ada Lovelace', { exact: true })).toBeVisible()
  await expect(ada).toHaveURL(new RegExp(path))

  await admin.goto(link)
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Gmail is reconnected already')
  await expectAccessible(admin)
  await theirs.close()
})

test('without JavaScript a colleague goes on with the link, and nobody else can then', async ({
  browser,
  context,
  server,
}) => {
  test.slow()
  const options = { javaScriptEnabled: false, baseURL: server.origin }
  const admin = await openWithDevice(context)
  await enter(admin, await firstLink(server), 'Grace Hopper')
  const theirs = await browser.newContext(options)
  const member = await theirs.newPage()
  await member.goto(await invite(admin, 'member'))
  await member.getByRole('textbox', { name: 'Your name' }).fill('Ada')
  await member.getByRole('button', { name: 'Join without a passkey' }).click()
  await connectByRequests(admin, 'Gmail')
  await breakIntegration(admin, 'gmail')
  const link = await makeLink(admin)

  const stranger = await browser.newContext(options)
  const somebody = await stranger.newPage()
  await somebody.goto(link)
  await expect(somebody.getByText(/This link is for people of/)).toBeVisible()
  await expect(somebody.getByRole('link', { name: 'Sign in' }).last()).toBeVisible()
  await expect(somebody.getByRole('link', { name: 'Join and go on' })).toHaveCount(0)
  await stranger.close()

  await member.goto(link)
  await member.getByRole('button', { name: 'Continue to Gmail' }).click()
  await expect(member.getByRole('button', { name: 'Allow' })).toBeVisible()
  await admin.goto(link)
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText(
    'Somebody else uses this link already',
  )
  await theirs.close()
})
