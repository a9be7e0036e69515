import { expect, test } from '../support/fixtures'
import {
  allow,
  card,
  connect,
  integrationsRegion,
  scriptsHaveRun,
  serviceNames,
  servicesRegion,
  signIn,
  startConnecting,
  startSession,
} from '../support/steps'

test('a person connects Slack, sees the card, disconnects it and reconnects it with the same id', async ({
  page,
  person,
}) => {
  await signIn(page, person.token)
  await expect(servicesRegion(page).getByRole('button', { name: /^Connect / })).toHaveCount(7)

  await connect(page, 'Slack')
  const slack = card(page, 'Slack')
  await expect(slack.getByText('Connected', { exact: true })).toBeVisible()
  await expect(slack.getByText(/4 tools/)).toBeVisible()
  const [before] = await person.integrations()
  expect(before).toMatchObject({
    service: 'slack',
    status: 'connected',
    available_tools: ['post_message', 'read_channel', 'create_channel', 'search_messages'],
  })

  await slack.getByRole('button', { name: 'Disconnect Slack' }).click()
  const dialog = page.getByRole('dialog', { name: 'Disconnect Slack?' })
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await expect(dialog).toContainText('post_message')
  await dialog.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(slack.getByText('Disconnected', { exact: true })).toBeVisible()
  expect((await person.integrations())[0]).toMatchObject({ id: before?.id, status: 'disconnected' })

  await slack.getByRole('button', { name: 'Reconnect Slack' }).click()
  await allow(page)
  await expect(card(page, 'Slack').getByText('Connected', { exact: true })).toBeVisible()
  const after = await person.integrations()
  expect(after).toHaveLength(1)
  expect(after[0]).toMatchObject({
    id: before?.id,
    status: 'connected',
    connected_at: before?.connected_at,
  })
})

test('every service can be connected', async ({ page, person }) => {
  test.slow()
  await startSession(page, person.token)
  for (const service of serviceNames) await connect(page, service)
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(serviceNames.length)
  expect((await person.integrations()).map(({ status }) => status)).toEqual(
    serviceNames.map(() => 'connected'),
  )
})

test('two services in two tabs finish in reverse order', async ({ page, context, person }) => {
  await signIn(page, person.token)
  const second = await context.newPage()
  await startConnecting(page, 'GitHub')
  await startConnecting(second, 'Notion')
  await allow(second)
  await expect(card(second, 'Notion')).toBeVisible()
  await allow(page)
  await expect(card(page, 'GitHub')).toBeVisible()
  await expect(card(page, 'Notion')).toBeVisible()
  await expect(card(second, 'GitHub')).toBeVisible()
})

test('a second account of one service is a second card, and has a page by its own name', async ({
  page,
  person,
}) => {
  await startSession(page, person.token)
  await connect(page, 'Gmail')
  await startConnecting(page, 'Gmail')
  await allow(page, 'Other account')
  await expect(card(page, 'Gmail')).toHaveCount(2)
  for (const { id, account } of await person.integrations()) {
    await page.goto(`/integrations/${id}`)
    await expect(page).toHaveTitle(`Gmail, ${account?.name} · Miteos`)
  }
})

test('fewer scopes connect with fewer tools', async ({ page, person }) => {
  await startSession(page, person.token)
  await connect(page, 'Slack', 'Fewer scopes')
  const [slack] = await person.integrations()
  expect(slack?.status).toBe('connected')
  expect(slack?.available_tools.length).toBeGreaterThan(0)
  expect(slack?.available_tools.length).toBeLessThan(4)
  await expect(card(page, 'Slack').getByText(/of 4 tools/)).toBeVisible()
})

test('a person connects their own Telegram bot with its token', async ({ page, person }) => {
  await signIn(page, person.token)
  await servicesRegion(page).getByRole('button', { name: 'Connect Telegram' }).click()
  await page
    .getByRole('textbox', { name: 'Bot token' })
    .fill('4242:own-bot-token-of-this-person_aaaaaa')
  await page.getByRole('textbox', { name: 'Bot token' }).press('Enter')
  await expect(card(page, 'Telegram').getByText('Connected', { exact: true })).toBeVisible()
})

test('the keyboard alone connects and disconnects', async ({ page, person }) => {
  await signIn(page, person.token)
  await servicesRegion(page).getByRole('button', { name: 'Connect Stripe' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Allow' }).focus()
  await page.keyboard.press('Enter')
  const stripe = card(page, 'Stripe')
  await expect(stripe).toBeVisible()
  await scriptsHaveRun(page)
  await stripe.getByRole('button', { name: 'Disconnect Stripe' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Disconnect', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(stripe.getByText('Disconnected', { exact: true })).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a person signs in, connects, disconnects and signs out', async ({ page, person }) => {
    await signIn(page, person.token)
    await servicesRegion(page).getByRole('button', { name: 'Connect Notion' }).click()
    await allow(page)
    await page.getByRole('button', { name: /Finish connecting Notion/ }).click()
    const notion = card(page, 'Notion')
    await expect(notion.getByText('Connected', { exact: true })).toBeVisible()

    await notion.getByRole('button', { name: 'Disconnect Notion' }).click()
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
    await expect(notion.getByText('Disconnected', { exact: true })).toBeVisible()
  })

  test('every button that is shown has an effect', async ({ page, person }) => {
    await signIn(page, person.token)
    await servicesRegion(page).getByRole('button', { name: 'Connect Notion' }).click()
    await allow(page)
    await page.getByRole('button', { name: /Finish connecting Notion/ }).click()
    await page.goto('/integrations?q=nothing-of-this-name')
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await card(page, 'Notion').getByRole('link', { name: 'Notion' }).click()
    await expect(page.getByRole('button', { name: 'Check now' })).toBeVisible()
    await page.getByRole('button', { name: 'User menu' }).click()
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
    const others = page.getByRole('button', { name: /Copy|Expire|Revoke|Fail|Light|Dark|Dismiss/ })
    await expect(others).toHaveCount(0)
    await expect(page.getByText('Break this connection on purpose')).toBeHidden()
  })
})
