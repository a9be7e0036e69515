import { expect } from '../support/fixtures'
import { newToken, slack, test, token } from '../support/remote-miteos'
import { json } from '../support/scripted-miteos'
import { card, integrationsRegion, scriptsHaveRun, signIn, startSession } from '../support/steps'

const dayMs = 86_400_000

for (const [how, days] of [
  ['two days behind', -2],
  ['two days ahead', 2],
] as const) {
  test.describe(`with a clock that is ${how}`, () => {
    test.beforeEach(async ({ page }) => {
      await page.addInitScript((offsetMs) => {
        const { now } = Date
        Date.now = () => now() + offsetMs
      }, days * dayMs)
    })

    test('dates and times ago are those of the server’s clock', async ({ page, miteos }) => {
      const checked = new Date(Date.now() - 10 * 60_000)
      const since = new Date(Date.now() - 40 * dayMs)
      miteos.integrations = [
        { ...slack, connected_at: since.toISOString(), checked_at: checked.toISOString() },
      ]
      await signIn(page, token)
      await scriptsHaveRun(page)
      await expect(card(page, 'Slack').getByText(/Checked (9|10|11) min ago/)).toBeVisible()
      await expect(card(page, 'Slack').getByText(String(since.getUTCFullYear()))).toBeVisible()
      miteos.integrations = [
        { ...slack, connected_at: new Date().toISOString(), checked_at: new Date().toISOString() },
      ]
      await page.reload()
      await scriptsHaveRun(page)
      await expect(card(page, 'Slack').getByText('Checked just now')).toBeVisible()
      await expect(page.getByText('unknown date')).toHaveCount(0)
    })

    test('the wait after too many requests is as long as the API said', async ({
      page,
      miteos,
    }) => {
      await startSession(page, newToken())
      miteos.listAnswer = json(429, {}, { 'retry-after': '5' })
      await page.goto('/integrations?wait=1')
      await scriptsHaveRun(page)
      const alert = integrationsRegion(page).getByRole('alert')
      await expect(alert.getByRole('button', { name: /^Retry in [1-4] s$/ })).toBeVisible()
    })
  })
}
