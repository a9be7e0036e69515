import { expect } from '../support/fixtures'
import { tabTo } from '../support/keyboard'
import { expectAccessible, expectFits } from '../support/looks'
import {
  enter,
  firstLink,
  invite,
  openWithDevice,
  shownLink,
  signOut,
  test,
} from '../support/people-server'
import { newToken, test as remoteTest } from '../support/remote-miteos'
import { signIn } from '../support/steps'

test('with the keyboard alone, the first admin comes in, invites a member, changes their role and removes them', async ({
  browser,
  context,
  server,
}) => {
  test.slow()
  const admin = await openWithDevice(context)
  await admin.goto(await firstLink(server))
  await tabTo(admin, admin.getByRole('textbox', { name: 'Your name' }))
  await admin.keyboard.insertText('Grace Hopper')
  await tabTo(admin, admin.getByRole('button', { name: 'Create a passkey' }))
  await admin.keyboard.press('Enter')
  await expect(
    admin.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()

  await tabTo(admin, admin.getByRole('link', { name: 'Settings' }))
  await admin.keyboard.press('Enter')
  await expect(admin.getByRole('heading', { level: 1, name: 'People' })).toBeVisible()
  await tabTo(admin, admin.getByRole('textbox', { name: 'E-mail address' }))
  await admin.keyboard.insertText('ada@example.com')
  await tabTo(admin, admin.getByRole('button', { name: 'Invite' }))
  await admin.keyboard.press('Enter')
  await expect(admin.getByText('Send this link to ada@example.com')).toBeVisible()
  const link = await shownLink(admin, 'New invitation')
  await admin.reload()
  await expect(admin.getByText('It is shown only once')).toBeVisible()
  expect(await admin.content()).not.toContain(link)

  const elsewhere = await browser.newContext({ baseURL: server.origin })
  const member = await openWithDevice(elsewhere)
  await enter(member, link, 'Ada Lovelace')
  await member.goto('/settings/tokens')
  await expect(member.getByText('Your role may not see this')).toBeVisible()

  await admin.goto('/settings/people')
  const role = admin.getByRole('combobox', { name: 'Role of Ada Lovelace' })
  await expect(role).toHaveValue('member')
  await tabTo(admin, role)
  await admin.keyboard.press('A')
  await expect(role).toHaveValue('admin')
  await tabTo(admin, admin.getByRole('button', { name: 'Change the role of Ada Lovelace' }))
  await admin.keyboard.press('Enter')
  await expect(admin.getByText(/Ada Lovelace now has the role Admin/)).toBeVisible()
  await member.reload()
  await expect(member.getByRole('button', { name: 'Create token' })).toBeVisible()

  await tabTo(admin, admin.getByRole('button', { name: 'Remove Ada Lovelace' }))
  await admin.keyboard.press('Enter')
  const question = admin.getByRole('dialog', { name: 'Remove Ada Lovelace?' })
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await tabTo(admin, question.getByRole('button', { name: 'Remove' }))
  await admin.keyboard.press('Enter')
  await expect(admin.getByText('Removed. Their sessions')).toBeVisible()
  await member.reload()
  await expect(member).toHaveURL(/\/sign-in/)
  await member.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(member.getByText('You do not belong to an account here any more')).toBeVisible()
  await elsewhere.close()
})

test('somebody who has lost their passkey comes in with a new sign-in link, and creates another passkey', async ({
  browser,
  context,
  server,
}) => {
  test.slow()
  const admin = await openWithDevice(context)
  await enter(admin, await firstLink(server), 'Grace Hopper')
  const link = await invite(admin, 'support')
  const lost = await browser.newContext({ baseURL: server.origin })
  await enter(await openWithDevice(lost), link, 'Ada Lovelace')
  await lost.close()

  await admin.goto('/settings/people')
  await admin.getByRole('button', { name: 'New sign-in link for Ada Lovelace' }).click()
  const box = admin.getByRole('checkbox', { name: 'Their earlier passkeys stop working' })
  await expect(box).toBeChecked()
  await expectAccessible(admin)
  await expectFits(admin)
  await admin.getByRole('button', { name: 'Make the link' }).click()
  await expect(admin.getByText('Their earlier passkeys no longer work')).toBeVisible()
  const newLink = await shownLink(admin, 'New sign-in link')
  await expect(admin.getByText('Send this link to Ada Lovelace')).toBeVisible()
  await expectAccessible(admin)
  await expectFits(admin)

  const found = await browser.newContext({ baseURL: server.origin })
  const ada = await openWithDevice(found)
  await ada.goto(newLink)
  await expect(ada.getByRole('heading', { level: 1 })).toHaveText('Sign in as Ada Lovelace')
  await ada.getByRole('button', { name: 'Create a passkey' }).click()
  await expect(
    ada.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
  await signOut(ada)
  await ada.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(
    ada.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
  await ada.getByRole('link', { name: 'Settings' }).click()
  const people = ada.getByRole('region', { name: 'People' })
  await expect(people.getByRole('listitem')).toHaveCount(2)
  await expect(people.getByText('You', { exact: true })).toBeVisible()
  await expect(people.getByRole('button')).toHaveCount(0)
  await expectAccessible(ada)
  await expectFits(ada)
  await found.close()
})

test('without JavaScript an admin invites, changes a role, makes a sign-in link and removes somebody', async ({
  browser,
  server,
}) => {
  test.slow()
  const options = { javaScriptEnabled: false, baseURL: server.origin }
  const [ours, theirs] = [await browser.newContext(options), await browser.newContext(options)]
  const [admin, member] = [await ours.newPage(), await theirs.newPage()]
  await admin.goto(await firstLink(server))
  await admin.getByRole('textbox', { name: 'Your name' }).fill('Grace')
  await admin.getByRole('button', { name: 'Sign in without a passkey' }).click()
  await member.goto(await invite(admin, 'member'))
  await member.getByRole('textbox', { name: 'Your name' }).fill('Ada')
  await member.getByRole('button', { name: 'Join without a passkey' }).click()
  await expect(
    member.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
  await member.goto('/settings/passkeys')
  await expect(member.getByText('Your browser runs no scripts')).toBeVisible()

  await admin.goto('/settings/people')
  await expect(admin.getByText('No passkey: needs a new link to sign in')).toHaveCount(2)
  await admin.getByRole('combobox', { name: 'Role of Ada' }).selectOption('support')
  await admin.getByRole('button', { name: 'Change the role of Ada' }).click()
  await expect(admin.getByText(/Ada now has the role Support/)).toBeVisible()
  await admin.getByRole('button', { name: 'New sign-in link for Ada' }).click()
  await admin.getByRole('button', { name: 'Make the link' }).click()
  expect(await shownLink(admin, 'New sign-in link')).toContain(server.origin)
  await admin.getByRole('button', { name: 'Remove Ada' }).click()
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Remove Ada?')
  await admin.getByRole('button', { name: 'Remove' }).click()
  await expect(admin.getByText('Removed. Their sessions')).toBeVisible()
  await member.goto('/integrations')
  await expect(member).toHaveURL(/\/sign-in/)
  await ours.close()
  await theirs.close()
})

remoteTest('a Miteos that does not know people is told in one sentence', async ({ page }) => {
  await signIn(page, newToken())
  await page.goto('/settings/people')
  await expect(page.getByText('This Miteos does not tell who belongs')).toBeVisible()
  await expectAccessible(page)
})
