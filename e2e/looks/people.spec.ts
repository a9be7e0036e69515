import { expect } from '../support/fixtures'
import { expectReadable } from '../support/large-text'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { enter, firstLink, invite, openWithDevice, test } from '../support/people-server'

test('the page about people is accessible, fits a phone, and says what cannot be done', async ({
  context,
  server,
}) => {
  test.slow()
  const page = await openWithDevice(context)
  await enter(page, await firstLink(server), 'Grace Hopper of the Department of Very Long Names')
  await invite(page, 'member', `${'a'.repeat(60)}@a-rather-long-domain-name.example.com`)
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)
  await expectReadable(page)
  await invite(page, 'admin')
  await page.getByRole('button', { name: 'Withdraw the invitation for anybody as Admin' }).click()
  await expect(page.getByText('Withdrawn. The link')).toBeVisible()
  await expect(
    page.getByRole('region', { name: 'Open invitations' }).getByRole('listitem'),
  ).toHaveCount(1)

  await page.getByRole('textbox', { name: 'E-mail address' }).fill('ada')
  await page.getByRole('button', { name: 'Invite' }).click()
  await expect(page.getByText('Enter a complete e-mail address')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'E-mail address' })).toHaveValue('ada')
  await expectAccessible(page)

  await page.getByRole('combobox', { name: /^Role of Grace/ }).selectOption('member')
  await page.getByRole('button', { name: /^Change the role of Grace/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Change your own role to Member?',
  )
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Change' }).click()
  await expect(page.getByText('This is the last admin of the account')).toBeVisible()
  await page.getByRole('button', { name: /^Remove Grace/ }).click()
  await page
    .getByRole('dialog', { name: 'Remove yourself?' })
    .getByRole('button', { name: 'Remove' })
    .click()
  await expect(page.getByText('This is the last admin of the account')).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
})
