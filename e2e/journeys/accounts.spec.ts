import { connectByRequests } from '../support/connect-by-requests'
import { expect } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import {
  breakIntegration,
  enter,
  firstLink,
  invite,
  openWithDevice,
  test,
} from '../support/people-server'

test('an admin of several accounts sees what is broken, checks it, makes links and goes there with one click', async ({
  context,
  server,
}) => {
  test.slow()
  const page = await openWithDevice(context)
  await enter(page, await firstLink(server), 'Grace Hopper')
  await connectByRequests(page, 'Gmail')
  await breakIntegration(page, 'gmail')
  const token = await server.createToken('test', 'Analytical Engines')
  const invitation = await page.request.post('/v1/invitations', {
    data: { role: 'admin' },
    headers: { authorization: `Bearer ${token}` },
  })
  await page.goto((await invitation.json()).link)
  await page.getByRole('button', { name: 'Join as Grace Hopper' }).click()
  await expect(
    page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'User menu' }).click()
  await page.getByRole('link', { name: 'Your accounts' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible()
  const row = page.getByRole('listitem').filter({ hasText: 'default' }).first()
  await expect(row.getByText('1 needs reconnecting')).toBeVisible()
  await expect(row.getByText('Gmail, ana@example.com')).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)

  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText('Choose an account first')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Choose default' }).check()
  await page.getByRole('button', { name: 'Check now' }).click()
  const results = page.getByRole('region', { name: 'Results' })
  await expect(results.getByText('Still needs reconnecting')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('checkbox', { name: 'All on this page' }).check()
  await page.getByRole('button', { name: 'Send reconnect links' }).click()
  await expect(results.getByText('1 reconnect link made')).toBeVisible()
  const made = await results.getByText(/\/reconnect\?link=/).innerText()
  await expectAccessible(page)
  await expectFits(page)
  await page.reload()
  await expect(page.getByText('its results are shown only once')).toBeVisible()
  expect(await page.content()).not.toContain(made)

  await page.getByRole('button', { name: 'Gmail, ana@example.com' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Gmail' })).toBeVisible()
  await page.goto(made)
  await expect(page.getByRole('button', { name: 'Continue to Gmail' })).toBeVisible()
})

test('before somebody is removed the page lists what they connected, and it can be found afterwards', async ({
  browser,
  context,
  server,
}) => {
  test.slow()
  const admin = await openWithDevice(context)
  await enter(admin, await firstLink(server), 'Grace Hopper')
  const theirs = await browser.newContext({ baseURL: server.origin })
  const ada = await openWithDevice(theirs)
  await enter(ada, await invite(admin, 'member'), 'Ada Lovelace')
  await connectByRequests(ada, 'Gmail')

  await admin.goto('/settings/people')
  await admin.getByRole('button', { name: 'Remove Ada Lovelace' }).click()
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Remove Ada Lovelace?')
  const connected = admin.getByRole('region', { name: 'One integration was connected by them' })
  await expect(connected.getByRole('link', { name: /^Gmail, / })).toBeVisible()
  await expect(connected.getByText('It keeps working until')).toBeVisible()
  await expectAccessible(admin)
  await expectFits(admin)
  await admin.getByRole('button', { name: 'Remove' }).click()
  await admin.getByRole('link', { name: 'See what people who left have connected' }).click()
  await expect(
    admin.getByRole('heading', { name: 'Connected by people who left: 1' }),
  ).toBeVisible()
  await expectAccessible(admin)
  await expectFits(admin)
  await admin.getByRole('link', { name: /^Gmail, / }).click()
  await expect(admin.getByRole('main').getByText('Ada Lovelace', { exact: true })).toBeVisible()
  await theirs.close()
})
