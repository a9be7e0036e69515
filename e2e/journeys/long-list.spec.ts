import { gzipSync } from 'node:zlib'
import { layoutShift } from '../support/looks'
import { expect, test, token } from '../support/remote-miteos'
import { json } from '../support/scripted-miteos'
import {
  integrationsRegion,
  loadAgain,
  scriptsHaveRun,
  signIn,
  startSession,
} from '../support/steps'

const listOf = (length: number) =>
  Array.from({ length }, (_, index) => ({
    id: `int_many${index}`,
    service: index % 2 ? 'slack' : 'github',
    status: index % 100 === 99 ? 'error' : 'connected',
    connected_at: '2026-11-01T09:30:00Z',
    available_tools: ['create_issue', 'read_issue'],
    account: { id: `account-${index}`, name: `Account ${index}` },
  }))

const isList = (url: string) => new URL(url).pathname === '/api/integrations'

test.beforeEach(({ miteos }) => {
  miteos.reset()
  miteos.integrations = listOf(1000)
})

test('a page of ten thousand integrations contains only the cards that it shows, and the count of all', async ({
  dashboard,
  miteos,
}) => {
  miteos.integrations = listOf(10_000)
  const cookie = await dashboard.signIn(token)
  const page = await fetch(`${dashboard.origin}/integrations?wait=1`, { headers: { cookie } })
  const html = await page.text()
  expect(html).toContain('60 of 10,000')
  expect(html).toContain('Account 5999')
  expect(html).not.toContain('Account 6099')
  expect(gzipSync(html).length).toBeLessThan(50_000)
})

test('nothing moves when the rest of the list arrives, and then more cards are shown without another page', async ({
  page,
}) => {
  test.slow()
  await signIn(page, token)
  const rest = page.waitForResponse((response) => isList(response.url()))
  await page.goto('/integrations?wait=1')
  await (await rest).finished()
  await scriptsHaveRun(page)
  expect(await layoutShift(page)).toBeLessThan(0.02)
  const cards = integrationsRegion(page).getByRole('article')
  await integrationsRegion(page).getByRole('button', { name: 'Show 60 more' }).click()
  await expect(cards).toHaveCount(120)
  await expect(page).not.toHaveURL(/page=/)
})

test('a list that the page already has is not sent again', async ({ page }) => {
  test.slow()
  await page.clock.install()
  await signIn(page, token)
  const first = page.waitForResponse((response) => isList(response.url()))
  await page.goto('/integrations?wait=1')
  expect((await first).headers()['content-encoding']).toBe('gzip')
  await scriptsHaveRun(page)
  const second = page.waitForResponse(
    (response) => isList(response.url()) && response.status() === 304,
  )
  await loadAgain(page)
  await second
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(60)
  await expect(page.getByText('60 of 1,000')).toBeVisible()
})

test('no letter that is typed into the search is lost, however long the list is', async ({
  page,
  miteos,
}) => {
  test.slow()
  miteos.integrations = listOf(10_000)
  await startSession(page, token)
  await page.goto('/integrations')
  await scriptsHaveRun(page)
  const words = 'github account 9876 int_many9876'
  const search = page.getByRole('searchbox')
  await search.pressSequentially(words, { delay: 40 })
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(1)
  await expect(search).toHaveValue(words)
  await expect(page).toHaveURL(/q=github\+account\+9876\+int_many9876$/)

  await search.press('ControlOrMeta+a')
  await search.pressSequentially('nothing is called like this', { delay: 0 })
  await integrationsRegion(page).getByRole('button', { name: 'Clear the filter' }).click()
  await expect(search).toHaveValue('')
  await expect(search).toBeFocused()
  await expect(page).toHaveURL(/integrations$/)
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(60)
})

test('the cards that came with the page stay when the rest of the list cannot be read', async ({
  page,
  miteos,
}) => {
  const whole = page.waitForResponse((response) => isList(response.url()))
  await signIn(page, token)
  await whole
  await page.route('**/api/integrations', (route) => {
    miteos.listAnswer = json(500, {})
    return route.continue()
  })
  await page.goto('/integrations?wait=1')
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible()
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(60)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('every card can be reached by page, by search and by status', async ({ page }) => {
    await startSession(page, token)
    await page.goto('/integrations?wait=1')
    const cards = integrationsRegion(page).getByRole('article')
    await expect(cards).toHaveCount(60)
    await integrationsRegion(page).getByRole('button', { name: 'Show 60 more' }).click()
    await expect(page).toHaveURL(/page=2/)
    await page.goto('/integrations?wait=1&page=17')
    await expect(cards).toHaveCount(40)
    await expect(page.getByText('961 to 1,000 of 1,000')).toBeVisible()
    await page.goto('/integrations?wait=1&page=2')
    await expect(cards.first()).toHaveAccessibleName('GitHub, Account 50')
    await page.goto('/integrations?wait=1&q=account+998')
    await expect(cards).toHaveCount(1)
    await expect(page.getByText('1 of 1,000')).toBeVisible()
    await page.goto('/integrations?wait=1&status=error')
    await expect(cards).toHaveCount(10)
  })
})
