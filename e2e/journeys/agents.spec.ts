import type { Page } from '@playwright/test'
import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable, layoutShift } from '../support/looks'
import { allow, enterToken, startSession } from '../support/steps'

const greeting = { channel: 'general', text: 'The release is out.' }

async function expectGood(page: Page) {
  expect(await layoutShift(page)).toBeLessThan(0.02)
  await expectReadable(page)
}

/** Expects the same of a page that somebody has changed: what is added then may move what is below. */
async function expectReadable(page: Page) {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 720 })
    await expectAccessible(page)
  }
  await expectFits(page)
  await expectTouchable(page)
  await page.setViewportSize({ width: 1280, height: 720 })
}

for (const hasScripts of [true, false]) {
  test.describe(hasScripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: hasScripts })

    test('an agent without a connection sends a person to a page that connects', async ({
      page,
      person,
    }) => {
      test.slow()
      const failed = await person.callTool('post_message', greeting)
      expect(failed.error?.kind).toBe('needs_connecting')
      await page.goto(failed.error?.url ?? '')
      await page.getByRole('textbox', { name: 'API token' }).fill(person.token)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page.getByRole('heading', { name: 'An agent needs Slack' })).toBeVisible()
      if (hasScripts) await expectGood(page)
      await page.getByRole('button', { name: 'Connect Slack' }).click()
      await allow(page)
      if (!hasScripts) await page.getByRole('button', { name: /Finish connecting/ }).click()
      const told = page.getByRole('heading', { name: 'Connected. Tell the agent to try again.' })
      await expect(told).toBeVisible()
      if (hasScripts) await expectGood(page)
      expect((await person.callTool('post_message', greeting)).outcome).toBe('ok')
      await page.goto(failed.error?.url ?? '')
      await expect(page.getByRole('heading', { name: 'Slack is connected already' })).toBeVisible()
      if (hasScripts) await expectGood(page)
    })
  })
}

test('a broken connection is reconnected as the account that the agent used', async ({
  page,
  person,
}) => {
  test.slow()
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  const [slack] = await person.integrations()
  await person.injectFault(slack?.id ?? '', 'revoke')
  const failed = await person.callTool('post_message', greeting)
  await page.goto(failed.error?.url ?? '')
  await expect(page.getByRole('main')).toContainText(slack?.account?.name ?? 'a name')
  await expectGood(page)
  await page.getByRole('button', { name: 'Reconnect Slack' }).click()
  await allow(page, 'Other account')
  await expect(page.getByRole('main')).toContainText('A different account came back')
  await page.goto(failed.error?.url ?? '')
  await page.getByRole('button', { name: 'Reconnect Slack' }).click()
  await allow(page)
  await expect(page.getByRole('heading', { name: /^Connected\./ })).toBeVisible()
  await page.goto(failed.error?.url ?? '')
  await expect(page.getByRole('heading', { name: 'Slack works already' })).toBeVisible()
})

test('a link for somebody else says so, and names only the person’s own account', async ({
  page,
  people,
  person,
}) => {
  const other = await people.create()
  const failed = await other.callTool('post_message', greeting)
  await startSession(page, person.token)
  await page.goto(failed.error?.url ?? '')
  await expect(page.getByRole('heading', { name: /for another account/ })).toBeVisible()
  await expect(page.getByRole('main')).toContainText(person.account)
  await expect(page.getByRole('main')).not.toContainText(other.account)
  await expectGood(page)
  await page.getByRole('link', { name: 'Sign in differently' }).click()
  await page.getByRole('textbox', { name: 'API token' }).fill(other.token)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'An agent needs Slack' })).toBeVisible()
  for (const query of ['', '?service=myspace', '?service=slack']) {
    await page.goto(`/agents/connect${query}`)
    await expect(page.getByRole('heading', { name: 'This link cannot be used' })).toBeVisible()
  }
  await page.goto(`${failed.error?.url}&reconnects=int_nothing`)
  await expect(page.getByRole('heading', { name: 'There is no such integration' })).toBeVisible()
  await page.goto((failed.error?.url ?? '').replace('=test', '=live'))
  await expect(page.getByRole('heading', { name: /for the live environment/ })).toBeVisible()
})

test('a person approves one call and refuses another', async ({ page, person, people }) => {
  test.slow()
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  const [slack] = await person.integrations()
  await person.decide(slack?.id ?? '', { post_message: 'ask' })
  const text = `Hello <b>all</b>\u202e\n\n${'A long line. '.repeat(80)}`
  const waiting = await person.callTool('post_message', { channel: 'general', text }, 'one')
  await page.goto(`/integrations/${slack?.id}`)
  await expect(page.getByRole('link', { name: 'Approve or refuse' })).toHaveAttribute(
    'href',
    waiting.error?.url ?? '',
  )
  await page.context().clearCookies()
  await page.goto(waiting.error?.url ?? '')
  const colleague = await people.create({ account: person.account, role: 'member' })
  await enterToken(page, colleague.token)
  await expect(page.getByRole('heading', { name: /asks for your approval/ })).toBeVisible()
  await expect(page.getByText('Hello <b>all</b>')).toBeVisible()
  await expect(page.getByText('U+202E')).toBeVisible()
  await expectGood(page)
  await page.getByRole('button', { name: 'Approve' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'This call is approved' })).toBeVisible()
  await expectGood(page)
  expect((await person.callTool('post_message', { channel: 'general', text }, 'one')).outcome).toBe(
    'ok',
  )

  const other = await person.callTool('post_message', greeting, 'two')
  await page.goto(other.error?.url ?? '')
  await page.getByRole('button', { name: 'Refuse' }).click()
  await expect(page.getByRole('heading', { name: 'This call is refused' })).toBeVisible()
  expect((await person.callTool('post_message', greeting, 'two')).error?.kind).toBe('denied')

  const stranger = await people.create()
  await startSession(page, stranger.token)
  await page.goto(other.error?.url ?? '')
  await expect(page.getByRole('heading', { name: /no such call to approve/ })).toBeVisible()
  await expectGood(page)
})

test('a person tries a tool, and a wrong argument is told', async ({ page, person }) => {
  test.slow()
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  const [slack] = await person.integrations()
  await page.goto(`/integrations/${slack?.id}`)
  const panel = page.getByRole('region', { name: 'Try it' })
  await panel.getByRole('button', { name: 'Try a tool' }).click()
  await panel.getByRole('combobox', { name: 'Tool' }).selectOption('post_message')
  await expect(panel.getByRole('textbox', { name: 'channel' })).toHaveValue('general')
  await panel.getByRole('textbox', { name: 'text' }).fill('Said by hand')
  expect(await layoutShift(page)).toBeLessThan(0.02)
  await panel.getByRole('button', { name: 'Run' }).click()
  await expect(panel.getByRole('status').filter({ hasText: 'Done in' })).toHaveCount(1)
  await expect(panel).toContainText('message_id')
  const calls = page.getByRole('region', { name: 'The last calls' })
  await expect(calls.getByRole('listitem')).toContainText(['post_message'])
  await expectReadable(page)
  await panel.getByRole('textbox', { name: 'text' }).fill('')
  await panel.getByRole('button', { name: 'Run' }).click()
  const wrong = panel.getByRole('status').filter({ hasText: 'Its arguments were not valid' })
  await expect(wrong).toHaveCount(1)
  await expect(panel.getByRole('code').filter({ hasText: 'invalid_arguments' })).toBeVisible()
  await panel.getByRole('combobox', { name: 'Tool' }).selectOption('read_channel')
  await panel.getByRole('textbox', { name: 'limit' }).fill('many')
  await panel.getByRole('button', { name: 'Run' }).click()
  await expect(panel.getByRole('alert')).toContainText('This is not a number.')
  await panel.getByRole('textbox', { name: 'limit' }).fill('1')
  await panel.getByRole('button', { name: 'Run' }).click()
  await expect(panel).toContainText('"text": "Said by hand"')
})
