import type { Page } from '@playwright/test'
import { freePort } from '@/scripts/free-port'
import { RunningServer } from '@/scripts/running-server'
import { chromiumFlags, findChromium } from '../support/chromium'
import { expect, test } from '../support/fixtures'
import {
  allow,
  card,
  enterToken,
  integrationsRegion,
  scriptsHaveRun,
  servicesRegion,
} from '../support/steps'
import { tlsProxy } from '../support/tls-proxy'

test.use({
  ignoreHTTPSErrors: true,
  launchOptions: {
    executablePath: findChromium(),
    args: [...chromiumFlags, '--host-resolver-rules=MAP miteos.test 127.0.0.1'],
  },
})

interface Address {
  appUrl: string
  server: RunningServer
  close: () => Promise<void>
}

async function httpAt(host: string): Promise<Address> {
  const port = await freePort()
  const appUrl = `http://${host}:${port}`
  const server = await RunningServer.start({
    origin: `http://127.0.0.1:${port}`,
    env: { APP_URL: appUrl },
  })
  return { appUrl, server, close: () => server.remove() }
}

async function httpsAt(host: string): Promise<Address> {
  const port = await freePort()
  const appUrl = `https://${host}:${port}`
  const server = await RunningServer.start({ env: { APP_URL: appUrl } })
  const proxy = await tlsProxy(host, port, server.origin)
  return {
    appUrl,
    server,
    async close() {
      proxy.close()
      await server.remove()
    },
  }
}

/**
 * Presses Connect, and presses Continue too when a page asks for it. That page comes when the browser does not
 * say that the click was on one of our own pages.
 */
async function connectAs(page: Page, service: string) {
  await servicesRegion(page)
    .getByRole('button', { name: `Connect ${service}` })
    .click()
  const button = page.getByRole('button', { name: /^(Continue|Allow)$/ })
  await button.first().waitFor()
  await passContinue(page)
}

async function passContinue(page: Page) {
  const button = page.getByRole('button', { name: /^(Continue|Allow)$/ })
  await expect(button).toHaveCount(1)
  if ((await button.innerText()) === 'Continue') await button.click()
  await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible()
}

async function finish(page: Page, service: string, hasScripts: boolean) {
  if (!hasScripts) await page.getByRole('button', { name: `Finish connecting ${service}` }).click()
  await expect(card(page, service).first()).toBeVisible()
}

/** Submits every form of every page once. */
async function submitEveryForm(page: Page, { appUrl, server }: Address, hasScripts: boolean) {
  await page.goto(`${appUrl}/sign-in`)
  await enterToken(page, await server.createToken())
  await expect(
    page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()

  await connectAs(page, 'Slack')
  await allow(page)
  await finish(page, 'Slack', hasScripts)

  await connectAs(page, 'GitHub')
  await page.getByRole('button', { name: 'Deny' }).click()
  if (!hasScripts) await page.getByRole('link', { name: 'Cancel' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Try again: connect GitHub' }).click()
  await passContinue(page)
  await allow(page)
  await finish(page, 'GitHub', hasScripts)

  await servicesRegion(page).getByRole('button', { name: 'Connect Telegram' }).click()
  await page.getByRole('button', { name: 'Use the Miteos bot' }).click()
  await finish(page, 'Telegram', hasScripts)
  await servicesRegion(page).getByRole('button', { name: 'Connect Telegram' }).click()
  await page.getByRole('textbox', { name: 'Bot token' }).fill(`4242:own_bot_${'a'.repeat(25)}`)
  await page.getByRole('button', { name: 'Use this bot' }).click()
  if (!hasScripts) await page.getByRole('button', { name: 'Finish connecting Telegram' }).click()
  await expect(card(page, 'Telegram')).toHaveCount(2)

  const slack = card(page, 'Slack')
  await slack.getByRole('link', { name: 'Slack' }).click()
  await page.getByRole('combobox', { name: 'Decision about post_message' }).selectOption('Ask')
  await page.getByRole('button', { name: 'Save decisions' }).click()
  await expect(page.getByText('Saved. The decisions hold')).toBeVisible()
  if (hasScripts) await scriptsHaveRun(page)
  await page.getByRole('button', { name: 'Reset this account' }).click()
  await expect(page.getByText('Reset this account?')).toBeVisible()
  await page
    .getByRole(hasScripts ? 'dialog' : 'main')
    .getByRole('button', { name: 'Reset this account' })
    .click()
  await expect(page.getByText('is as it was at the beginning')).toBeVisible()
  await page.getByRole('link', { name: 'All integrations' }).click()
  await expect(slack).toBeVisible()
  if (hasScripts) await scriptsHaveRun(page)
  await slack.getByRole('button', { name: 'Disconnect Slack' }).click()
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(slack.getByText('Disconnected', { exact: true })).toBeVisible()
  await slack.getByRole('button', { name: 'Reconnect Slack' }).click()
  await passContinue(page)
  await allow(page, 'Other account')
  if (!hasScripts) await page.getByRole('button', { name: 'Finish connecting Slack' }).click()
  await page.getByRole('button', { name: 'Connect as a second account' }).click()
  await expect(card(page, 'Slack')).toHaveCount(2)

  await card(page, 'GitHub').getByRole('link', { name: 'GitHub' }).click()
  if (hasScripts) await scriptsHaveRun(page)
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText('Connected', { exact: true }).first()).toBeVisible()

  await page.getByRole('button', { name: 'User menu' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('textbox', { name: 'API token' })).toBeVisible()
  await page.goto(`${appUrl}/integrations`)
  await expect(integrationsRegion(page)).toHaveCount(0)
}

const addresses = [
  ['http with a name', () => httpAt('miteos.test')],
  ['https with a name', () => httpsAt('miteos.test')],
  ['http on localhost', () => httpAt('localhost')],
] as const

for (const hasScripts of [true, false]) {
  test.describe(hasScripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: hasScripts })
    for (const [name, open] of addresses) {
      test.describe(name, () => {
        test.use({ isPlainHttp: name === 'http with a name' })

        test('every form of every page works', async ({ page }) => {
          test.slow()
          const address = await open()
          await submitEveryForm(page, address, hasScripts)
          await page.close()
          await address.close()
        })
      })
    }
  })
}
