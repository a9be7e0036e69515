import { expect, slack, test, token } from '../support/remote-miteos'
import { json } from '../support/scripted-miteos'
import {
  card,
  integrationsRegion,
  scriptsHaveRun,
  servicesRegion,
  signIn,
  startSession,
} from '../support/steps'

test.describe('without a network', () => {
  test.use({ ignoresNetworkErrors: true })

  test('a click while offline says so, and has no effect once the network is back', async ({
    page,
    miteos,
  }) => {
    miteos.integrations = [slack]
    await signIn(page, token)
    await card(page, 'Slack').getByRole('button', { name: 'Disconnect Slack' }).click()
    const confirm = page.getByRole('button', { name: 'Disconnect', exact: true })
    await expect(confirm).toBeVisible()
    await page.context().setOffline(true)
    await confirm.click()
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText(/could not reach/)
    expect(miteos.count('DELETE /v1/integrations/int_a')).toBe(0)
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(card(page, 'Slack').getByText('Connected', { exact: true })).toBeVisible()
    expect(miteos.count('DELETE /v1/integrations/int_a')).toBe(0)
  })

  test('the first click on a page while offline keeps the page and says that the browser is offline', async ({
    page,
    miteos,
  }) => {
    miteos.integrations = [slack]
    await signIn(page, token)
    await scriptsHaveRun(page)
    await page.context().setOffline(true)
    const message = page.getByRole('status').filter({ hasText: 'Your browser is offline' })
    for (const press of [
      () => card(page, 'Slack').getByRole('button', { name: 'Disconnect Slack' }).click(),
      () => servicesRegion(page).getByRole('button', { name: 'Connect GitHub' }).click(),
    ]) {
      await press()
      await expect(message).toBeVisible()
      await message.getByRole('button', { name: 'Dismiss' }).click()
      await expect(message).toHaveCount(0)
    }
    await page.context().setOffline(false)
    await servicesRegion(page).getByRole('button', { name: 'Connect GitHub' }).click()
    await expect(page.getByRole('button', { name: /Finish connecting GitHub/ })).toBeVisible()
  })

  test('everything can be read and done when the scripts do not load', async ({ page, miteos }) => {
    miteos.integrations = [slack]
    await page.route('**/_next/static/**/*.js', (route) => route.abort())
    await signIn(page, token)
    await expect(card(page, 'Slack').getByText('Connected', { exact: true })).toBeVisible()
    await card(page, 'Slack').getByRole('button', { name: 'Disconnect Slack' }).click()
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
    await expect(card(page, 'Slack').getByText('Disconnected', { exact: true })).toBeVisible()
    expect(miteos.count('DELETE /v1/integrations/int_a')).toBe(1)
    await servicesRegion(page).getByRole('button', { name: 'Connect GitHub' }).click()
    await page.getByRole('button', { name: /Finish connecting GitHub/ }).click()
    await expect(card(page, 'GitHub')).toBeVisible()
    await expect(integrationsRegion(page).getByRole('article')).toHaveCount(2)
  })

  test('a page keeps working when a script that it loads later does not arrive', async ({
    page,
    miteos,
  }) => {
    miteos.integrations = [slack]
    await signIn(page, token)
    await page.route('**/_next/static/**/*.js', (route) => route.abort())
    await card(page, 'Slack').getByRole('button', { name: 'Disconnect Slack' }).click()
    await expect(page.getByRole('button', { name: 'Disconnect', exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
    await expect(card(page, 'Slack').getByText('Disconnected', { exact: true })).toBeVisible()
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('Retry reads the list again', async ({ page, miteos }) => {
    miteos.integrations = [slack]
    await startSession(page, token)
    miteos.listAnswer = json(500, {})
    await page.goto('/integrations?wait=1')
    await expect(integrationsRegion(page).getByRole('alert')).toContainText('Could not load')
    miteos.listAnswer = undefined
    await integrationsRegion(page).getByRole('button', { name: 'Retry' }).click()
    await expect(card(page, 'Slack')).toBeVisible()
  })
})
