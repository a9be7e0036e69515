import { zoneCookie } from '@/lib/contract/view/reader'
import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { expectAccessible } from '../support/looks'
import { test as remoteTest, token } from '../support/remote-miteos'
import {
  card,
  integrationsRegion,
  loadAgain,
  servicesRegion,
  signIn,
  startSession,
} from '../support/steps'

remoteTest.describe('in a time zone with a half hour', () => {
  remoteTest.use({ timezoneId: 'Asia/Kolkata' })

  remoteTest('the server and the browser write the same dates', async ({ page, miteos }) => {
    miteos.integrations = [
      {
        id: 'int_late',
        service: 'slack',
        status: 'connected',
        connected_at: '2025-12-31T18:45:00Z',
        available_tools: ['post_message'],
      },
    ]
    await signIn(page, token)
    const namesOfCookies = async () =>
      (await page.context().cookies()).map(({ name }) => name).join(' ')
    await expect.poll(namesOfCookies).toContain(zoneCookie)
    const answer = await page.goto('/integrations')
    expect(await answer?.text()).toMatch(/<time[^>]*>1 January 2026</)
    const since = card(page, 'Slack').getByText('1 January 2026')
    await expect(since).toHaveAttribute(
      'title',
      /^1 January 2026, 00:15 \(Asia\/(Kolkata|Calcutta)\)$/,
    )
    await expect(since).toHaveAttribute('datetime', '2025-12-31T18:45:00.000Z')
  })
})

test('a person who asked for less motion sees none', async ({ page, person }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await startSession(page, person.token)
  await connectByRequests(page, 'Gmail')
  await card(page, 'Gmail').getByRole('button', { name: 'Disconnect Gmail' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  const longest = await page.evaluate(() =>
    Math.max(
      0,
      ...document.getAnimations().map(({ effect }) => Number(effect?.getComputedTiming().endTime)),
    ),
  )
  expect(longest).toBeLessThan(1)
})

test('every status, border and focus ring stays visible with forced colours', async ({
  page,
  person,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await startSession(page, person.token)
  await connectByRequests(page, 'Gmail')
  const gmail = card(page, 'Gmail')
  await expect(gmail.getByText('Connected', { exact: true })).toBeVisible()
  const borderOf = (element: Element) => getComputedStyle(element).borderTopWidth
  expect(await gmail.evaluate(borderOf)).toBe('1px')
  const button = servicesRegion(page).getByRole('button', { name: 'Connect Slack' })
  expect(await button.evaluate(borderOf)).toBe('1px')
  await button.focus()
  expect(await button.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid')
  await expectAccessible(page)
})

test('a change by somebody else is shown within 15 seconds', async ({ page, person }) => {
  await page.clock.install()
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  const [slack] = await person.integrations()
  await person.disconnect(slack?.id ?? '')
  await loadAgain(page)
  await expect(card(page, 'Slack').getByText('Disconnected', { exact: true })).toBeVisible()
})

test('a change by somebody else is shown when the page becomes visible again', async ({
  page,
  person,
}) => {
  await page.clock.install()
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  const [slack] = await person.integrations()
  await person.disconnect(slack?.id ?? '')
  await page.clock.fastForward(6_000)
  await page.evaluate(() =>
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true })),
  )
  await expect(integrationsRegion(page).getByText('Disconnected', { exact: true })).toBeVisible()
})
