import { expect } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { addDevice, enter, firstLink, invite, signOut, test } from '../support/people-server'

test('a person adds a second passkey, removes the first, and signs in with the second', async ({
  page,
  server,
}) => {
  test.slow()
  const laptop = await addDevice(page)
  await enter(page, await firstLink(server), 'Grace Hopper')
  await page.getByRole('button', { name: 'User menu' }).click()
  await expect(page.getByText('Grace Hopper')).toBeVisible()
  await page.getByRole('link', { name: 'Your passkeys' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your passkeys' })).toBeVisible()
  await expect(page.getByText('It is your only passkey')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0)
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)

  await page.getByRole('textbox', { name: 'Name' }).fill('Work phone')
  await page.getByRole('button', { name: 'Add passkey' }).click()
  await expect(page.getByText('This device has a passkey for you already')).toBeVisible()
  await expectAccessible(page)
  await laptop.remove()
  await addDevice(page)
  await page.getByRole('textbox', { name: 'Name' }).press('Enter')
  await expect(page.getByText('Added. You can sign in')).toBeVisible()
  const passkeys = page.getByRole('region', { name: 'Passkeys', exact: true })
  await expect(passkeys.getByRole('listitem')).toHaveCount(2)
  await expect(passkeys.getByText('Never used to sign in')).toHaveCount(2)

  await passkeys.getByRole('button', { name: 'Remove First passkey' }).click()
  const question = page.getByRole('dialog', { name: 'Remove “First passkey”?' })
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('Removed. This passkey')).toBeVisible()
  await expect(passkeys.getByRole('listitem')).toHaveCount(1)
  await expect(passkeys.getByText('Work phone')).toBeVisible()

  await signOut(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(
    page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
  await page.goto('/settings/passkeys')
  await expect(passkeys.getByText(/^Last used/)).toBeVisible()
})

test('somebody who joined without a passkey is told what that means, and adds one', async ({
  page,
  browser,
  server,
}) => {
  await addDevice(page)
  await enter(page, await firstLink(server), 'Grace Hopper')
  const link = await invite(page, 'member')
  const elsewhere = await browser.newContext({ baseURL: server.origin })
  const ada = await elsewhere.newPage()
  await addDevice(ada)
  await ada.goto(link)
  await ada.getByRole('textbox', { name: 'Your name' }).fill('Ada')
  await ada.getByRole('button', { name: 'Join without a passkey' }).click()
  await expect(
    ada.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
  await ada.goto('/settings/passkeys')
  await expect(ada.getByText('You have no passkey yet')).toBeVisible()
  await expectAccessible(ada)
  await expectFits(ada)
  await ada.getByRole('textbox', { name: 'Name' }).fill('Laptop')
  await ada.getByRole('button', { name: 'Add passkey' }).click()
  await expect(ada.getByText('Added. You can sign in')).toBeVisible()
  await signOut(ada)
  await ada.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(
    ada.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
  await elsewhere.close()
})
