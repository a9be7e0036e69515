import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { card, connect, connected, signIn, startConnecting } from './steps'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function expectAccessible(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
    expect(violations.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes[0]?.html}`)).toEqual(
      [],
    )
  }
}

/** https://web.dev/articles/cls: what moved without the person having asked for it. */
async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let total = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { value, hadRecentInput } = entry.toJSON()
            if (!hadRecentInput) total += value
          }
        }).observe({ type: 'layout-shift', buffered: true })
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(total)))
      }),
  )
}

async function expectFitsThePhone(page: Page) {
  await page.setViewportSize({ width: 390, height: 844 })
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
}

test('sign-in is accessible in both themes and fits a phone', async ({ page }) => {
  await page.goto('/sign-in')
  await expectAccessible(page)
  await expectFitsThePhone(page)
})

test('the page without connections is accessible, fits a phone and does not jump', async ({
  page,
  person,
}) => {
  await signIn(page, person.token)
  await page.goto('/integrations')
  await expect(connected(page)).toBeVisible()
  expect(await layoutShift(page)).toBeLessThan(0.02)
  await expectAccessible(page)
  await expectFitsThePhone(page)
})

test('the page with connected, broken and disconnected cards is accessible', async ({
  page,
  person,
}) => {
  test.slow()
  await signIn(page, person.token)
  for (const service of ['Gmail', 'Slack', 'GitHub']) await connect(page, service)
  const [gmail, slack] = await person.integrations()
  await person.fault(gmail?.id ?? '', 'revoke')
  await person.disconnect(slack?.id ?? '')
  await page.goto('/integrations')
  await expect(card(page, 'Gmail').getByText('Needs reconnecting', { exact: true })).toBeVisible()
  await expect(card(page, 'Slack').getByText('Disconnected', { exact: true })).toBeVisible()
  expect(await layoutShift(page)).toBeLessThan(0.02)
  await expectAccessible(page)
  await expectFitsThePhone(page)
})

test('the page of one integration and the disconnect dialog are accessible', async ({
  page,
  person,
}) => {
  await signIn(page, person.token)
  await connect(page, 'Notion')
  const [notion] = await person.integrations()
  await page.goto(`/integrations/${notion?.id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Notion')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Disconnect Notion' }).click()
  await expect(page.getByRole('dialog', { name: 'Disconnect Notion?' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expectFitsThePhone(page)
})

test('the consent page and a cancelled way back are accessible', async ({ page, person }) => {
  await signIn(page, person.token)
  await startConnecting(page, 'Slack')
  await expectAccessible(page)
  await expectFitsThePhone(page)
  await page.getByRole('button', { name: 'Deny' }).click()
  await expect(page.getByText('Nothing was changed')).toBeVisible()
  await expectAccessible(page)
  await expectFitsThePhone(page)
})

test('the Telegram page is accessible', async ({ page, person }) => {
  await signIn(page, person.token)
  await page.getByRole('button', { name: 'Connect Telegram' }).click()
  await expect(page.getByRole('textbox', { name: 'Bot token' })).toBeVisible()
  await expectAccessible(page)
  await expectFitsThePhone(page)
})

test('the connect dialog says what will be asked and is accessible', async ({ page, person }) => {
  await signIn(page, person.token)
  await page.goto('/integrations?service=github')
  await expect(page.getByRole('dialog', { name: /Connect GitHub/ })).toBeVisible()
  await expectAccessible(page)
})

test('a list filtered to nothing says so and can be cleared', async ({ page, person }) => {
  await signIn(page, person.token)
  await connect(page, 'Slack')
  await page.getByRole('searchbox').fill('nothing is called like this')
  await expect(connected(page).getByRole('article')).toHaveCount(0)
  await expect(page).toHaveURL(/nothing/)
  await expectAccessible(page)
})
