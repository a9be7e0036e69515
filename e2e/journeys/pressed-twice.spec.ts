import type { Locator, Page } from '@playwright/test'
import { RunningServer } from '@/scripts/running-server'
import { expect, test } from '../support/fixtures'
import { allow, card, servicesRegion, signIn, startConnecting } from '../support/steps'

/** Makes the network slow: every answer takes 400 ms longer. */
async function slowNetwork(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: -1,
    uploadThroughput: -1,
  })
}

/** Presses a button twice. The second press comes before the answer to the first. */
async function pressTwice(button: Locator) {
  await button.click({ clickCount: 2, delay: 150 })
}

async function finish(page: Page, service: string, hasScripts: boolean) {
  if (!hasScripts)
    await pressTwice(page.getByRole('button', { name: `Finish connecting ${service}` }))
  await expect(card(page, service)).toBeVisible()
}

for (const hasScripts of [true, false]) {
  test.describe(hasScripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: hasScripts })

    test('a sign-in link whose button is pressed twice signs in, and is refused in another browser', async ({
      page,
      browser,
    }) => {
      const server = await RunningServer.start({ keepsLog: true })
      const link = /http\S+\/sign-in\?link=[\w-]+/.exec(server.log)?.[0] ?? ''
      await page.goto(link)
      await slowNetwork(page)
      await pressTwice(page.getByRole('button', { name: 'Sign in', exact: true }))
      await expect(
        page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
      ).toBeVisible()

      await page.goto(link)
      await expect(
        page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
      ).toBeVisible()

      const other = await browser.newContext({ javaScriptEnabled: hasScripts })
      const stranger = await other.newPage()
      await stranger.goto(link)
      await expect(
        stranger.getByRole('alert').filter({ hasText: 'does not work any more' }),
      ).toBeVisible()
      await other.close()
      await page.close()
      await server.remove()
    })

    test('every button on the way to a card and back can be pressed twice', async ({
      page,
      person,
    }) => {
      test.slow()
      await signIn(page, person.token)
      await slowNetwork(page)

      await pressTwice(servicesRegion(page).getByRole('button', { name: 'Connect Slack' }))
      await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible()
      await pressTwice(page.getByRole('button', { name: 'Allow' }))
      await finish(page, 'Slack', hasScripts)

      const link = { service: 'notion', redirect_uri: `${new URL(page.url()).origin}/callback` }
      await page.goto(`/integrations/connect?${new URLSearchParams(link)}`)
      await pressTwice(page.getByRole('button', { name: 'Continue' }))
      await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible()

      await page.goto('/integrations')
      await servicesRegion(page).getByRole('button', { name: 'Connect Telegram' }).click()
      await pressTwice(page.getByRole('button', { name: 'Use the Miteos bot' }))
      await finish(page, 'Telegram', hasScripts)

      await startConnecting(page, 'GitHub')
      await pressTwice(page.getByRole('button', { name: 'Deny' }))
      await expect(page.getByRole('heading', { level: 1, name: 'You cancelled' })).toBeVisible()

      const [slack] = await person.integrations()
      await page.goto(`/integrations/${slack?.id}/disconnect`)
      await pressTwice(page.getByRole('button', { name: 'Disconnect', exact: true }))
      await expect(card(page, 'Slack').getByText('Disconnected', { exact: true })).toBeVisible()

      await card(page, 'Slack').getByRole('button', { name: 'Reconnect Slack' }).click()
      await allow(page, 'Other account')
      if (!hasScripts) await page.getByRole('button', { name: 'Finish connecting Slack' }).click()
      await pressTwice(page.getByRole('button', { name: 'Connect as a second account' }))
      await expect(card(page, 'Slack')).toHaveCount(2)
      expect(await person.integrations()).toHaveLength(3)
    })

    test('a browser that did not keep the cookie of the sign-in page is told so', async ({
      page,
      context,
      person,
    }) => {
      await page.goto('/sign-in')
      await context.clearCookies()
      await page.getByRole('textbox', { name: 'API token' }).fill(person.token)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      const alert = page.getByRole('alert').filter({ hasText: 'Allow cookies for this site' })
      await expect(alert).toBeVisible()
      await signIn(page, person.token)
    })
  })
}
