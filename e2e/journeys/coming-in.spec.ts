import { expect } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable, layoutShift } from '../support/looks'
import { enter, firstLink, invite, openWithDevice, signOut, test } from '../support/people-server'

test('every page on the way in is accessible, keeps still and fits a phone', async ({
  browser,
  context,
  server,
}) => {
  test.slow()
  const grace = await openWithDevice(context)
  const link = await firstLink(server)
  const expectGood = async (page = grace) => {
    expect(await layoutShift(page)).toBeLessThan(0.02)
    await expectAccessible(page)
    await expectFits(page)
    await expectTouchable(page)
  }
  await grace.goto('/sign-in')
  await expect(grace.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible()
  await expectGood()
  await grace.goto(link)
  await expect(grace.getByText('This link lets you in once')).toBeVisible()
  await expectGood()
  await enter(grace, link, 'Grace Hopper')
  await grace.goto(link)
  await expect(
    grace.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()

  const invitation = await invite(grace, 'member', 'ada@example.com')
  const elsewhere = await browser.newContext({ baseURL: server.origin })
  const ada = await openWithDevice(elsewhere)
  await ada.goto(invitation)
  await expect(ada.getByRole('heading', { level: 1 })).toHaveText('Join default on Miteos')
  await expect(ada.getByText('Grace Hopper invited ada@example.com')).toBeVisible()
  await expectGood(ada)

  await grace.goto(invitation)
  await expect(grace.getByRole('button', { name: 'Join as Grace Hopper' })).toBeVisible()
  await expectGood()
  await grace.getByRole('button', { name: 'Join as Grace Hopper' }).click()
  await expect(grace.getByText('You belong to this account already')).toBeVisible()
  await expectGood()

  await enter(ada, invitation, 'Ada Lovelace')
  const stranger = await (await browser.newContext({ baseURL: server.origin })).newPage()
  await stranger.goto(invitation)
  await expect(
    stranger.getByRole('alert').filter({ hasText: 'does not work any more' }),
  ).toBeVisible()
  await expectGood(stranger)
  await stranger.context().close()
  await elsewhere.close()
})

test('a passkey that nobody used, or that was refused, is said on the page', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ baseURL: server.origin })
  const page = await openWithDevice(context)
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  const said = page.getByRole('alert').filter({ hasText: 'No passkey was used' })
  await expect(said).toBeVisible()
  await expectAccessible(page)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByText('Your browser is offline')).toBeVisible()
  await context.close()
})

test('somebody of another account signs in first, and then joins as themselves', async ({
  context,
  server,
}) => {
  test.slow()
  const grace = await openWithDevice(context)
  await enter(grace, await firstLink(server), 'Grace Hopper')
  await grace.getByRole('button', { name: 'User menu' }).click()
  await expect(grace.getByRole('list', { name: 'Accounts' })).toHaveCount(0)
  await grace.getByRole('button', { name: 'Switch to live' }).click()
  await expect(grace.getByText('LIVE', { exact: true })).toBeVisible()
  await grace.getByRole('button', { name: 'User menu' }).click()
  await grace.getByRole('button', { name: 'Switch to test' }).click()
  await expect(grace.getByText('TEST', { exact: true })).toBeVisible()

  const token = await server.createToken('test', 'Analytical Engines')
  const answer = await fetch(`${server.origin}/v1/invitations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'member' }),
  })
  const { link } = await answer.json()
  await signOut(grace)
  await grace.goto(link)
  await expect(grace.getByRole('heading', { level: 1 })).toHaveText(
    'Join Analytical Engines on Miteos',
  )
  await grace.getByRole('button', { name: 'Sign in with your passkey' }).click()
  await expect(
    grace.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
  await grace.getByRole('button', { name: 'User menu' }).click()
  const accounts = grace.getByRole('list', { name: 'Accounts' })
  await expect(accounts.getByRole('button')).toHaveText(['Analytical Engines', 'default'])
  await expectAccessible(grace)
  await expectFits(grace)
  await accounts.getByRole('button', { name: 'default' }).click()
  await expect(accounts).toHaveCount(0)
  await expect(grace.getByRole('banner')).toContainText('default')
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('somebody joins without a passkey, and no button is there that does nothing', async ({
    browser,
    page,
    server,
  }) => {
    await page.goto(await firstLink(server))
    await expect(page.getByRole('button')).toHaveText(['Sign in without a passkey'])
    await page.getByRole('textbox', { name: 'Your name' }).fill('Grace Hopper')
    await page.getByRole('button', { name: 'Sign in without a passkey' }).click()
    await expect(
      page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
    ).toBeVisible()
    const invitation = await invite(page, 'member')
    const context = await browser.newContext({ javaScriptEnabled: false })
    const ada = await context.newPage()
    await ada.goto(invitation)
    await ada.getByRole('textbox', { name: 'Your name' }).fill('Ada Lovelace')
    await ada.getByRole('button', { name: 'Join without a passkey' }).click()
    await expect(
      ada.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
    ).toBeVisible()
    await context.close()
  })
})
