import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { scriptsHaveRun, serviceNames, startConnecting, startSession } from '../support/steps'

function connectUrl(service: string, redirect = `${process.env.E2E_ORIGIN}/callback`) {
  return `/integrations/connect?${new URLSearchParams({ service, redirect_uri: redirect })}`
}

test.beforeEach(async ({ page, person }) => {
  await startSession(page, person.token)
})

for (const service of serviceNames.filter((name) => name !== 'Telegram')) {
  test(`the consent page of ${service} is accessible and fits a phone`, async ({ page }) => {
    await startConnecting(page, service)
    await page.getByText('What each scenario does').click()
    await expectAccessible(page)
    await expectFits(page)
    await expectTouchable(page)
  })
}

const pages: [name: string, path: string, shows: RegExp][] = [
  ['connect page', connectUrl('slack'), /Connect Slack to Miteos/],
  ['connect page of Telegram', connectUrl('telegram'), /Connect Telegram to Miteos/],
  ['refusal of a return address', connectUrl('slack', 'https://a.example/'), /not registered/],
  ['refusal of a service', connectUrl('myspace'), /does not know this service/],
  ['error of a sandbox vendor', '/sandbox/slack/authorize?client_id=nobody', /Slack|client/],
  [
    'way back without a transaction',
    '/integrations/connect/callback/slack',
    /does not know this connection/,
  ],
  ['unknown step of connecting', '/integrations/connect/nothing', /no such page/],
  ['page of an unknown approval', '/approvals/apr_nothing', /no such call to approve/],
  ['page of a damaged link to unsubscribe', '/unsubscribe/nothing', /stops no mails/],
  ['address that cannot be read', '/%E0%A4%A', /address/],
  ['page that does not exist', '/there/is/nothing', /no page here/],
  [
    'integration that does not exist',
    '/integrations/int_nothing',
    /Could not find this integration/,
  ],
]

for (const [name, path, shows] of pages) {
  test(`the ${name} is accessible and fits a phone`, async ({ page }) => {
    await page.goto(path)
    await expect(page.getByRole('main')).toContainText(shows)
    await expectAccessible(page)
    await expectFits(page)
    await expectTouchable(page)
  })
}

test('an invalid bot token is reported at its field', async ({ page }) => {
  await page.goto(connectUrl('telegram'))
  const field = page.getByRole('textbox', { name: 'Bot token' })
  await field.fill('nonsense')
  await page.getByRole('button', { name: 'Use this bot' }).click()
  await expect(page.getByRole('alert')).toContainText('not a bot token')
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription(/not a bot token/)
  await expectAccessible(page)
})

for (const theme of ['Light', 'Dark'] as const) {
  test(`pages without scripts follow the ${theme.toLowerCase()} theme that was chosen`, async ({
    page,
  }) => {
    const opposite = theme === 'Light' ? 'dark' : 'light'
    const choose = async (name: string) => {
      await scriptsHaveRun(page)
      await page.getByRole('button', { name: 'User menu' }).click()
      await page.getByRole('button', { name }).click()
      await expect(page.getByRole('button', { name, pressed: true })).toBeVisible()
    }
    await page.goto('/integrations')
    await page.emulateMedia({ colorScheme: opposite })
    await choose(theme)
    const background = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const chosen = await background()
    await page.goto(connectUrl('slack'))
    expect(await background()).toBe(chosen)

    await page.goto('/integrations')
    await choose('System')
    await page.goto(connectUrl('slack'))
    expect(await background()).not.toBe(chosen)
  })
}
