import { readFile } from 'node:fs/promises'
import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { startSession } from '../support/steps'

test('an admin reads who did what and who was refused, filters it and takes it along', async ({
  page,
  people,
  person,
}) => {
  const member = await people.create({ account: person.account, role: 'member' })
  const answer = await page.request.get('/v1/tokens', {
    headers: { authorization: `Bearer ${member.token}` },
  })
  expect(answer.status()).toBe(403)
  await startSession(page, person.token)
  await connectByRequests(page, 'GitHub')
  await page.goto('/integrations')
  await page.getByRole('button', { name: 'User menu' }).click()
  await page.getByRole('link', { name: 'Activity' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible()
  const rows = page.getByRole('region', { name: 'Newest first' }).getByRole('listitem')
  await expect(rows.filter({ hasText: /connected GitHub \(.+\).*Done.*test/ })).toHaveCount(1)
  const refused = rows.filter({ hasText: 'was refused: list the API tokens' })
  await expect(refused).toContainText('See, create and revoke API tokens')
  await expect(refused).toContainText(/^API token/)
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)

  await refused.getByRole('link', { name: 'token.list' }).click()
  await expect(page).toHaveURL(/\/activity\?type=token\.list$/)
  await expect(rows).toHaveCount(1)
  await rows.getByRole('link').first().click()
  await expect(page).toHaveURL(/actor=tok_\w+&type=token\.list|type=token\.list&actor=tok_\w+/)
  await page.getByRole('combobox', { name: 'What' }).selectOption('token.create')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page.getByText('Nothing matches these filters')).toBeVisible()
  await expectAccessible(page)
  await page.goto('/activity?type=zzz')
  await expect(page.getByRole('status').filter({ hasText: 'a filter “What”' })).toBeVisible()
  await page.goto('/activity?type=planet.moved')
  await page.getByRole('link', { name: 'Show all activity' }).click()

  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download CSV' }).click()
  const table = await readFile(await (await downloading).path(), 'utf8')
  expect(table).toMatch(/^id,at,environment,type,/)
  expect(table).toContain(',integration.connected,')
  expect(table).not.toContain(person.token)
})

test('the activity is filtered without scripts too', async ({ browser, person, origin }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: origin })
  const page = await context.newPage()
  await startSession(page, person.token)
  await page.goto('/activity')
  await page.getByRole('combobox', { name: 'What' }).selectOption('session.began')
  await page.getByRole('textbox', { name: 'Since' }).fill('2026-01-01')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page.getByRole('textbox', { name: 'Since' })).toHaveValue('2026-01-01')
  await expect(page.getByRole('combobox', { name: 'What' })).toHaveValue('session.began')
  await context.close()
})

test('people with the role support read the activity, and members do not', async ({
  page,
  people,
  person,
}) => {
  const member = await people.create({ account: person.account, role: 'member' })
  await startSession(page, member.token)
  await page.goto('/activity')
  await expect(page.getByText('Only admins and support see the activity')).toBeVisible()
  await page.getByRole('button', { name: 'User menu' }).click()
  await expect(page.getByRole('link', { name: 'Activity' })).toHaveCount(0)
  await expectAccessible(page)
  const support = await people.create({ account: person.account, role: 'support' })
  await startSession(page, support.token)
  await page.goto('/activity?type=activity.list')
  await expect(page.getByText('was refused: read the activity')).toBeVisible()
})
