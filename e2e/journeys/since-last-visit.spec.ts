import { connectByRequests } from '../support/connect-by-requests'
import { endVisit } from '../support/end-visit'
import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable, layoutShift } from '../support/looks'
import { connectWithoutScripts, signIn } from '../support/steps'

test('the page says what changed since the last visit, until it is dismissed', async ({
  page,
  person,
}) => {
  await signIn(page, person.token)
  const news = page.getByRole('region', { name: 'Since your last visit' })
  await connectByRequests(page, 'Slack')
  await connectByRequests(page, 'Gmail')
  await expect(news).toHaveCount(0)
  endVisit(person.account)
  const gmail = (await person.integrations()).find(({ service }) => service === 'gmail')
  await person.injectFault(gmail?.id ?? '', 'revoke')

  await page.goto('/integrations')
  await expect(news).toContainText(/Gmail, .* stopped working just now/)
  await expect(news).toContainText(/Slack, .* was connected/)
  expect(await layoutShift(page)).toBeLessThan(0.02)
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)
  await page.reload()
  await expect(news).toBeVisible()
  await news.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByRole('region', { name: 'Needs attention' })).toBeVisible()
  await expect(news).toHaveCount(0)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('what changed since the last visit is said and can be dismissed', async ({
    page,
    person,
  }) => {
    await connectWithoutScripts(page, person.token, 'Notion')
    endVisit(person.account)
    await page.goto('/integrations')
    const news = page.getByRole('region', { name: 'Since your last visit' })
    await expect(news).toContainText(/Notion, .* was connected/)
    await news.getByRole('button', { name: 'Dismiss' }).click()
    await expect(
      page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
    ).toBeVisible()
    await expect(news).toHaveCount(0)
  })
})
