import { setTimeout } from 'node:timers/promises'
import { expect, test } from '../support/fixtures'
import { layoutShift } from '../support/looks'
import { allowUpToCallback, card, startConnecting, startSession } from '../support/steps'

test('the heading of the sign-in page is where it will be before the forms have arrived', async ({
  page,
}) => {
  await page.goto('/sign-in')
  const heading = page.getByRole('heading', { level: 1 })
  const withForms = await heading.boundingBox()
  await page
    .getByRole('textbox', { name: 'API token' })
    .evaluate((field) => field.closest('form')?.remove())
  expect(await heading.boundingBox()).toEqual(withForms)
})

const widths = [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
]

for (const viewport of widths) {
  test.describe(`at ${viewport.width} pixels`, () => {
    test.use({ viewport })

    test('no page on the way to a card jumps, not even when its fonts come late', async ({
      page,
      person,
    }) => {
      test.slow()
      await page.route('**/*.woff2', async (route) => {
        await setTimeout(300)
        await route.continue()
      })
      const expectStill = async (name: string, text: string | RegExp) => {
        await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible()
        await page.evaluate(() => document.fonts.ready)
        expect(await layoutShift(page), name).toBeLessThan(0.02)
      }
      await page.goto('/sign-in')
      await expectStill('sign-in', 'API token')
      await page.goto('/sign-in?error=ended')
      await expectStill('sign-in again', 'Your session has ended')
      await startSession(page, person.token)
      await page.goto('/integrations?service=github')
      await expectStill('the connect dialog', 'Connect GitHub?')
      await startConnecting(page, 'Slack')
      await expectStill('the consent page', 'This will allow Miteos to')
      await page.getByRole('button', { name: 'Deny' }).click()
      await expectStill('a failed way back', 'You cancelled')

      await startConnecting(page, 'Slack')
      const callback = await allowUpToCallback(page)
      await page.goto(callback)
      await expectStill('the list with news', /^Slack connected as/)
      await page.goto(callback)
      await expectStill('a finished way back', 'Slack was connected')
      await page.goto('/integrations')
      await card(page, 'Slack').getByRole('link', { name: 'Slack' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Slack' })).toBeVisible()
      await page.reload()
      await expectStill('one integration', 'History')
      await page.getByRole('button', { name: 'Disconnect Slack' }).click()
      await expectStill('the disconnect dialog', 'Disconnect Slack?')
    })
  })
}
