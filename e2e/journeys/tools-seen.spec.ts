import type { Page } from '@playwright/test'
import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable, layoutShift } from '../support/looks'
import { endCalls, recordCalls } from '../support/record-calls'
import {
  allow,
  card,
  connectWithoutScripts,
  scriptsHaveRun,
  signIn,
  startSession,
} from '../support/steps'

const minuteMs = 60_000
/** A call that seems to run for two minutes counts as lost. On a slow machine a test may take longer, so this one begins later. */
const runningCall = { agoMs: -60 * minuteMs, outcome: 'running' }

async function expectGood(page: Page) {
  await scriptsHaveRun(page)
  expect(await layoutShift(page)).toBeLessThan(0.02)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 720 })
    await expectAccessible(page)
  }
  await expectFits(page)
  await expectTouchable(page)
}

function tool(page: Page, meaning: string) {
  return page.getByRole('listitem').filter({ hasText: meaning })
}

test('the tab says what agents can do, and what repairs what they cannot do', async ({
  page,
  person,
}) => {
  test.slow()
  await signIn(page, person.token)
  await page.getByRole('link', { name: 'What agents can do' }).click()
  await expect(page).toHaveURL(/\/integrations\/tools$/)
  await expect(
    page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
  const slack = page.getByRole('region', { name: 'Slack' })
  await expect(slack).toContainText('No account is connected.')
  await expect(tool(page, 'post messages to channels')).toContainText('Writes')
  await expect(tool(page, 'read the history of public channels')).toContainText('Only reads')
  await expect(tool(page, 'post messages to channels')).toContainText('Needs connecting')
  await expectGood(page)

  await slack.getByRole('button', { name: 'Connect Slack' }).click()
  await allow(page)
  await expect(tool(page, 'post messages to channels')).toContainText(/Ready.*With /)
  const [integration] = await person.integrations()
  const id = integration?.id ?? ''
  await person.decide(id, { post_message: 'deny', read_channel: 'ask' })
  await page.goto('/integrations/tools')
  await expect(tool(page, 'read the history')).toContainText('(asks a person first)')
  await expect(tool(page, 'post messages to channels')).toContainText('Denied by an admin for')
  await expectGood(page)
  await page.getByRole('link', { name: 'Change the decision' }).click()
  await expect(page).toHaveURL(new RegExp(`/integrations/${id}#tools$`))

  await person.injectFault(id, 'revoke')
  await page.goto('/integrations/tools')
  await expect(slack).toContainText('needs reconnecting.')
  await expectGood(page)
  await slack.getByRole('button', { name: 'Reconnect Slack' }).click()
  await allow(page, 'Fewer scopes')
  await expect(
    page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
})

test('support staff are told whom to ask', async ({ page, people }) => {
  const admin = await people.create()
  const support = await people.create({ account: admin.account, role: 'support' })
  await startSession(page, support.token)
  await page.goto('/integrations/tools')
  await expect(page.getByRole('region', { name: 'Slack' })).toContainText(
    'Ask a member or an admin',
  )
  await expect(page.getByRole('button', { name: /^Connect/ })).toHaveCount(0)
})

test('an admin decides about tools, and others see the decision', async ({ page, people }) => {
  test.slow()
  const admin = await people.create()
  await startSession(page, admin.token)
  await connectByRequests(page, 'Slack')
  const [slack] = await admin.integrations()
  await page.goto(`/integrations/${slack?.id}`)
  await expect(page.getByText('No tool was called in the last 30 days.')).toBeVisible()
  await page.getByRole('combobox', { name: 'Decision about post_message' }).selectOption('Deny')
  await page.getByRole('combobox', { name: 'Decision about read_channel' }).selectOption('Ask')
  await page.getByRole('button', { name: 'Save decisions' }).click()
  await expect(page.getByText('Saved. The decisions hold from the next call on.')).toBeVisible()
  const tools = page.getByRole('region', { name: 'Tools' })
  await expect(tools.getByRole('combobox', { name: 'Decision about post_message' })).toHaveValue(
    'deny',
  )
  await expect(tools).toContainText('3 of 4 tools')
  await expectGood(page)
  expect((await admin.integrations())[0]?.tool_policy).toEqual({
    post_message: 'deny',
    read_channel: 'ask',
  })

  const member = await people.create({ account: admin.account, role: 'member' })
  await page.context().clearCookies()
  await signIn(page, member.token)
  await expect(card(page, 'Slack')).toContainText('3 of 4 tools')
  await page.goto(`/integrations/${slack?.id}`)
  await expect(tools).toContainText('Denied')
  await expect(tools).toContainText('Asks first')
  await expect(page.getByRole('button', { name: 'Save decisions' })).toHaveCount(0)
  await expectGood(page)
})

test('the last calls are told in words, and all of them page by page', async ({ page, person }) => {
  test.slow()
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  const id = (await person.integrations())[0]?.id ?? ''
  recordCalls(id, [
    runningCall,
    { agoMs: 4 * minuteMs, outcome: 'ok', tookMs: 1234, tool: 'read_channel' },
    { agoMs: 5 * minuteMs, outcome: 'failed', error: 'vendor_refused', actor: 'x'.repeat(128) },
    { agoMs: 6 * minuteMs, outcome: 'blocked', error: 'needs_approval' },
    { agoMs: 7 * minuteMs, outcome: 'unknown', error: 'outcome_unknown' },
    ...Array.from({ length: 60 }, (_, index) => ({ agoMs: (8 + index) * minuteMs, outcome: 'ok' })),
  ])
  await page.goto(`/integrations/${id}`)
  const calls = page.getByRole('region', { name: 'The last calls' })
  await expect(calls).toContainText(/Used just now · \d+ calls? today · 1 running now/)
  await expect(calls.getByRole('listitem')).toHaveCount(8)
  await expect(calls).toContainText('Done in 1.2 s · by Release agent')
  await expect(calls).toContainText('Failed after 120 ms: Slack refused it')
  await expect(calls).toContainText('Not run: somebody has to approve it first')
  await expect(calls).toContainText('Outcome unknown: nobody knows whether Slack did it')
  await expectGood(page)
  await calls.getByRole('link', { name: 'Show all calls' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Calls' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(50)
  await expectGood(page)
  await page.getByRole('link', { name: 'Show older calls' }).click()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(15)
  await page.getByRole('link', { name: 'Show the newest calls' }).click()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(50)
})

test('a card says how it is used, and disconnects when idle', async ({ page, person }) => {
  test.slow()
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  await connectByRequests(page, 'Gmail')
  const id = (await person.integrations()).find(({ service }) => service === 'slack')?.id ?? ''
  recordCalls(id, [runningCall, { agoMs: 10, outcome: 'ok' }])
  await page.goto('/integrations')
  const slack = card(page, 'Slack')
  await expect(slack).toContainText('Used just now · 2 calls today · 1 running now')
  await expect(card(page, 'Gmail')).not.toContainText('Used')
  await expectGood(page)

  await slack.getByRole('button', { name: 'Disconnect Slack' }).click()
  const dialog = page.getByRole('dialog', { name: 'Disconnect Slack?' })
  await expect(dialog).toContainText('Used just now · 2 calls today · 1 running now')
  await expect(dialog).toContainText('1 call is running now. It fails if you disconnect at once.')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Disconnect when idle' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(slack).toContainText('Disconnects when idle')
  await expectGood(page)

  await slack.getByRole('button', { name: 'Disconnect Slack' }).click()
  await expect(dialog).toContainText('It already waits until no tool runs.')
  await expect(dialog.getByRole('button', { name: 'Disconnect when idle' })).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  endCalls(id)
  await expect(async () => {
    await page.reload()
    await expect(slack.getByText('Disconnected', { exact: true })).toBeVisible({ timeout: 1000 })
  }).toPass()

  await card(page, 'Gmail').getByRole('button', { name: 'Disconnect Gmail' }).click()
  const other = page.getByRole('dialog', { name: 'Disconnect Gmail?' })
  await expect(other).toContainText('No tool is running now.')
  await expect(other.getByRole('button', { name: 'Disconnect when idle' })).toHaveCount(0)
})

test('a simulated account is reset after a question', async ({ page, person }) => {
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  await person.callTool('post_message', { channel: 'general', text: 'Soon gone' })
  const [slack] = await person.integrations()
  await page.goto(`/integrations/${slack?.id}`)
  await scriptsHaveRun(page)
  await page.getByRole('button', { name: 'Reset this account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Reset this account?' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Reset this account' }).click()
  await expect(page.getByText('is as it was at the beginning')).toBeVisible()
  await expect(page.getByText(/^The simulated account was reset by/)).toBeVisible()
})

test('the page that asks before a reset does not exist for an unknown integration', async ({
  page,
  person,
}) => {
  await startSession(page, person.token)
  expect((await page.goto('/integrations/int_nothing/reset'))?.status()).toBe(404)
  await expect(page.getByText('There is no page here')).toBeVisible()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('decisions, a reset and a disconnect when idle work the same', async ({ page, person }) => {
    await connectWithoutScripts(page, person.token, 'Slack')
    const id = (await person.integrations())[0]?.id ?? ''
    await page.goto('/integrations/tools')
    await expect(tool(page, 'post messages to channels')).toContainText('Ready')
    await page.goto(`/integrations/${id}`)
    await page.getByRole('combobox', { name: 'Decision about post_message' }).selectOption('Ask')
    await page.getByRole('button', { name: 'Save decisions' }).click()
    await expect(page.getByText('Saved. The decisions hold')).toBeVisible()
    await page.getByRole('button', { name: 'Reset this account' }).click()
    await expect(page.getByRole('heading', { name: 'Reset this account?' })).toBeVisible()
    await page.getByRole('button', { name: 'Reset this account' }).click()
    await expect(page.getByText('is as it was at the beginning')).toBeVisible()

    recordCalls(id, [runningCall])
    await page.goto('/integrations')
    await page.getByRole('button', { name: 'Disconnect Slack' }).click()
    await expect(page.getByText('Used just now · 1 call today · 1 running now')).toBeVisible()
    await page.getByRole('button', { name: 'Disconnect when idle' }).click()
    await expect(card(page, 'Slack')).toContainText('Disconnects when idle')
    await page.getByRole('button', { name: 'Disconnect Slack' }).click()
    await expect(page.getByRole('button', { name: 'Disconnect when idle' })).toHaveCount(0)
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
    await expect(card(page, 'Slack').getByText('Disconnected', { exact: true })).toBeVisible()
  })
})
