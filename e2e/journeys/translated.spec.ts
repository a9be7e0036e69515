import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures'
import { slack as listedSlack, newToken, test as remoteTest } from '../support/remote-miteos'
import { json } from '../support/scripted-miteos'
import {
  card,
  connect,
  integrationsRegion,
  loadAgain,
  scriptsHaveRun,
  servicesRegion,
  signIn,
  startSession,
} from '../support/steps'
import { translate, translatePages } from '../support/translate'

async function openTranslated(page: Page, path: string) {
  await page.goto(path)
  await scriptsHaveRun(page)
  await translate(page)
}

test('a translated list keeps working: disconnecting, changes from outside, filters, menus and messages', async ({
  page,
  person,
}) => {
  test.slow()
  await page.clock.install()
  await startSession(page, person.token)
  for (const service of ['Gmail', 'Slack', 'Stripe']) await connect(page, service)
  const [gmail, , stripe] = await person.integrations()
  await translatePages(page)
  await openTranslated(page, '/integrations')

  await card(page, 'Slack').getByRole('button', { name: 'Disconnect Slack' }).click()
  const dialog = page.getByRole('dialog', { name: 'Disconnect Slack?' })
  await page.route('**/api/integrations/*', (route) => route.fulfill({ status: 502 }))
  await dialog.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('was not disconnected')
  await page.unroute('**/api/integrations/*')
  await dialog.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(card(page, 'Slack').getByText('Disconnected', { exact: true })).toBeVisible()
  await expect(card(page, 'Slack').getByText('Connected', { exact: true })).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: 'Slack disconnected' })).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss' }).click()

  await person.injectFault(gmail?.id ?? '', 'revoke')
  await loadAgain(page)
  await expect(card(page, 'Gmail').getByText('Needs reconnecting', { exact: true })).toBeVisible()
  await expect(card(page, 'Gmail').getByText('Connected', { exact: true })).toHaveCount(0)
  await expect(page.getByText('stopped working')).toBeVisible()
  await person.disconnect(gmail?.id ?? '')
  await person.disconnect(stripe?.id ?? '')
  await loadAgain(page)
  await expect(card(page, 'Gmail').getByText('Disconnected', { exact: true })).toBeVisible()
  await expect(page.getByText('stopped working')).toHaveCount(0)

  const search = page.getByRole('searchbox')
  await search.fill('stripe')
  await expect(integrationsRegion(page).getByText('1 of 3')).toBeVisible()
  await search.fill('nothing is called like this')
  await expect(integrationsRegion(page).getByText(/Nothing matches/)).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(3)

  await card(page, 'Stripe')
    .getByRole('button', { name: /^More about/ })
    .click()
  await page.getByRole('button', { name: 'Copy id' }).click()
  await page.getByRole('button', { name: 'User menu' }).click()
  await page.getByRole('button', { name: 'Dark' }).click()
  await page.keyboard.press('Escape')
  await expect(servicesRegion(page).getByRole('button', { name: 'Connect Slack' })).toBeEnabled()
})

test('a translated page of one integration keeps working when the integration breaks, is checked and disconnected', async ({
  page,
  person,
}) => {
  test.slow()
  await startSession(page, person.token)
  await connect(page, 'Gmail')
  const [gmail] = await person.integrations()
  await translatePages(page)
  await openTranslated(page, `/integrations/${gmail?.id}`)
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText('Gmail works')).toBeVisible()
  await page.getByRole('button', { name: 'Revoke at the provider' }).click()
  await expect(page.getByText('Needs reconnecting', { exact: true })).toBeVisible()
  await expect(page.getByText('Connected', { exact: true })).toHaveCount(0)
  await expect(page.getByText('After reconnecting', { exact: true })).toHaveCount(5)
  await expect(page.getByText('Granted', { exact: true })).toHaveCount(0)
  await expect(page.getByText('Agents can use Gmail.')).toHaveCount(0)
  await expect(page.getByText(/A sandbox fault was set off/)).toBeVisible()
  await page.getByRole('button', { name: 'Disconnect Gmail' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(page.getByText('Disconnected', { exact: true })).toBeVisible()
  await expect(page.getByText('Off', { exact: true })).toHaveCount(5)
  await expect(page.getByText('Revoked at Google.').first()).toBeVisible()
})

remoteTest(
  'a translated list keeps working while the API fails and works again',
  async ({ page, miteos }) => {
    remoteTest.slow()
    await page.clock.install()
    miteos.integrations = [listedSlack]
    await signIn(page, newToken())
    await translatePages(page)
    miteos.listAnswer = json(429, {}, { 'retry-after': '3' })
    await openTranslated(page, '/integrations?wait=1')
    const alert = integrationsRegion(page).getByRole('alert')
    await expect(alert.getByRole('button', { name: /Retry in 1 s/ })).toBeVisible()
    miteos.listAnswer = undefined
    await expect(card(page, 'Slack')).toBeVisible({ timeout: 20_000 })
    miteos.listAnswer = json(503, {})
    await loadAgain(page)
    await expect(alert).toContainText('Could not load the integrations')
    miteos.integrations = [{ ...listedSlack, status: 'a new one', connected_at: null }]
    miteos.listAnswer = undefined
    await alert.getByRole('button', { name: 'Retry' }).click()
    await expect(card(page, 'Slack').getByText('Unknown status', { exact: true })).toBeVisible()
    miteos.integrations = []
    await loadAgain(page)
    await expect(integrationsRegion(page).getByText('Nothing is connected yet')).toBeVisible()
  },
)

test('a translator is asked to leave names, ids, tools and code as they are', async ({
  page,
  person,
}) => {
  await startSession(page, person.token)
  await connect(page, 'Slack')
  const [slack] = await person.integrations()
  const id = slack?.id ?? ''
  const account = slack?.account?.name ?? ''
  const isUntranslated = (element: Element) => element.closest('[translate="no"]') !== null
  for (const path of ['/integrations', `/integrations/${id}`]) {
    await page.goto(path)
    const tools = page.getByText(/^\d tools$/)
    if (path === '/integrations') await tools.first().click()
    for (const name of [account, 'post_message', ...(path === '/integrations' ? [] : [id])]) {
      const places = await page.getByText(name, { exact: true }).all()
      expect(places.length, name).toBeGreaterThan(0)
      for (const place of places) expect(await place.evaluate(isUntranslated), name).toBe(true)
    }
    expect(
      await page
        .getByRole('heading', { name: 'Slack' })
        .first()
        .evaluate(
          (heading) =>
            (heading.querySelector('[translate="no"]') ?? heading.closest('[translate="no"]')) !==
            null,
        ),
    ).toBe(true)
  }
})
