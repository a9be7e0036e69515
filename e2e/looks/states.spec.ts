import { expect } from '../support/fixtures'
import { expectAccessible, expectFits, layoutShift } from '../support/looks'
import { test, token } from '../support/remote-miteos'
import { answerLate, json } from '../support/scripted-miteos'
import {
  card,
  integrationsRegion,
  loadAgain,
  scriptsHaveRun,
  serviceNames,
  servicesRegion,
  signIn,
} from '../support/steps'

function integration(index: number, account?: string) {
  const service = serviceNames[index % serviceNames.length] ?? 'Slack'
  return {
    id: `int_state${index}`,
    service: service.toLowerCase().replace(' ', '_'),
    status: 'connected',
    connected_at: '2026-11-01T09:30:00Z',
    available_tools: ['read_things', `a_tool_with_a_very_long_name_${'x'.repeat(60)}`],
    ...(account === undefined ? {} : { account: { id: `account ${index}`, name: account } }),
  }
}

test.beforeEach(async ({ page, miteos: _ }) => {
  await signIn(page, token)
})

const slowPages: [path: string, skeleton: string, lateText: string][] = [
  ['', 'Loading the integrations', 'Everything that is connected works.'],
  ['/int_state1', 'Loading the integration', 'Agents can use Slack.'],
]

for (const [path, skeleton, lateText] of slowPages)
  for (const width of [1280, 390])
    test(`"${skeleton}" has the size of the content that comes late at ${width} pixels`, async ({
      page,
      miteos,
    }) => {
      miteos.integrations = Array.from({ length: 10 }, (_, index) => integration(index))
      miteos.listAnswer = answerLate(700, json(200, miteos.integrations))
      let release = () => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      await page.route(`**/api/integrations${path}`, (route) => held.then(() => route.continue()))
      await page.goto(`/integrations${path}`)
      await expect(page.getByText(skeleton, { exact: true })).toBeVisible()
      await expectAccessible(page)
      await expectFits(page)
      await page.setViewportSize({ width, height: 800 })
      release()
      await expect(page.getByText(lateText)).toBeVisible()
      expect(await layoutShift(page)).toBeLessThan(0.02)
    })

test('nothing moves when a list fails late', async ({ page, miteos }) => {
  miteos.listAnswer = () => undefined
  await page.goto('/integrations')
  await expect(integrationsRegion(page).getByRole('alert')).toContainText('Could not load', {
    timeout: 15_000,
  })
  expect(await layoutShift(page)).toBeLessThan(0.02)
  await expectAccessible(page)
  await expectFits(page)
})

test('the last known list stays, greyed and dated, and the page does not claim that everything works', async ({
  page,
  miteos,
}) => {
  await page.clock.install()
  miteos.integrations = [integration(0, 'ana@example.com')]
  await page.goto('/integrations')
  await scriptsHaveRun(page)
  await expect(page.getByText('Everything that is connected works')).toBeVisible()
  miteos.listAnswer = json(500, {})
  await loadAgain(page)
  const notice = integrationsRegion(page).getByRole('alert')
  await expect(notice).toContainText(/Could not load.*Showing what we knew at \d\d:\d\d/)
  await expect(card(page, 'Gmail')).toBeVisible()
  await expect(page.getByText('Everything that is connected works')).toHaveCount(0)
  await expectAccessible(page)
  await expectFits(page)
})

test('a broken card stays readable while the list cannot be loaded', async ({ page, miteos }) => {
  await page.clock.install()
  miteos.integrations = [{ ...integration(1, 'Acme'), status: 'error' }]
  await page.goto('/integrations')
  await scriptsHaveRun(page)
  miteos.listAnswer = json(500, {})
  await loadAgain(page)
  await expect(integrationsRegion(page).getByRole('alert')).toContainText('Could not load')
  await expect(card(page, 'Slack').getByRole('button', { name: 'Reconnect Slack' })).toBeVisible()
  await expectAccessible(page)
})

test('a list that the person may not read says so and offers no retry', async ({
  page,
  miteos,
}) => {
  miteos.listAnswer = json(403, {})
  await page.goto('/integrations')
  await expect(integrationsRegion(page).getByRole('alert')).toContainText('No permission')
  await expect(integrationsRegion(page).getByRole('button', { name: 'Retry' })).toHaveCount(0)
  await expectAccessible(page)
})

const longNames = [
  '🦄🎉👩‍👩‍👧‍👦 Unicorn Team 🚀',
  'شركة الأمثلة المحدودة للتجارة',
  'x'.repeat(200),
  'Ana Maria de Souza Albuquerque e Vasconcelos, Acme International Holdings GmbH & Co. KG',
  '',
]

test('long, foreign and empty account names break nothing', async ({ page, miteos }) => {
  miteos.integrations = longNames.map((name, index) => ({
    ...integration(index, name),
    status: index % 2 ? 'connected' : 'error',
  }))
  await page.goto('/integrations')
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(longNames.length)
  for (const tools of await integrationsRegion(page)
    .getByText(/tools$/)
    .all())
    await tools.click()
  await expectAccessible(page)
  await expectFits(page)
})

test('ten thousand integrations stay usable and accessible', async ({ page, miteos }) => {
  test.slow()
  miteos.integrations = Array.from({ length: 10_000 }, (_, index) =>
    integration(7 * index, index === 9_000 ? 'needle' : `account ${index}`),
  )
  await page.goto('/integrations')
  await expect(page.getByText('60 of 10,000')).toBeVisible({ timeout: 15_000 })
  expect(await layoutShift(page)).toBeLessThan(0.02)
  await expectFits(page)
  await page.getByRole('searchbox').fill('needle')
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(1)
  await expectAccessible(page)
  await expect(servicesRegion(page).getByRole('listitem')).toHaveCount(7)
})
