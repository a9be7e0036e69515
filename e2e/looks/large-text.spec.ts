import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { expectReadable } from '../support/large-text'
import { recordCalls } from '../support/record-calls'
import { slack as listedSlack, newToken, test as remoteTest } from '../support/remote-miteos'
import { json } from '../support/scripted-miteos'
import {
  card,
  integrationsRegion,
  scriptsHaveRun,
  servicesRegion,
  signIn,
  startSession,
} from '../support/steps'

test('cards, the bar, menus, dialogs and messages can be read with large and with spaced letters', async ({
  page,
  person,
}) => {
  test.setTimeout(1_200_000)
  await signIn(page, person.token)
  await expectReadable(page)
  for (const service of ['Gmail', 'Slack', 'GitHub', 'Google Ads'])
    await connectByRequests(page, service)
  const [gmail, slack] = await person.integrations()
  await person.injectFault(gmail?.id ?? '', 'revoke')
  await person.disconnect(slack?.id ?? '')
  await page.goto('/integrations')
  await scriptsHaveRun(page)
  await expect(card(page, 'Gmail').getByText('Needs reconnecting', { exact: true })).toBeVisible()
  for (const tools of await integrationsRegion(page)
    .getByText(/ tools$/)
    .all())
    await tools.click()
  await expectReadable(page)

  await page.getByRole('button', { name: 'User menu' }).click()
  await expectReadable(page)
  await page.keyboard.press('Escape')
  await card(page, 'GitHub')
    .getByRole('button', { name: /^More about/ })
    .click()
  await expectReadable(page)
  await page.keyboard.press('Escape')
  await card(page, 'GitHub').getByRole('button', { name: 'Disconnect GitHub' }).click()
  await page.route('**/api/integrations/*', (route) => route.fulfill({ status: 502 }))
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('was not disconnected')
  await expectReadable(page)
  await page.unroute('**/api/integrations/*')
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Removed here' })).toBeVisible()
  await page.getByRole('status').filter({ hasText: 'Removed here' }).hover()
  await expectReadable(page)
  await page.getByRole('searchbox').fill('nothing is called like this')
  await expectReadable(page)

  await page.goto('/integrations?service=github')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectReadable(page)
  for (const path of [
    `/integrations/${gmail?.id}`,
    `/integrations/${slack?.id}`,
    `/integrations/${gmail?.id}/disconnect`,
    '/there/is/nothing',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectReadable(page)
  }
})

test('the pages to which an agent leads can be read with large and with spaced letters', async ({
  page,
  person,
  people,
}) => {
  test.setTimeout(600_000)
  const message = { channel: 'general', text: `Hello\u202e ${'to everybody '.repeat(30)}` }
  await signIn(page, person.token)
  const needed = await person.callTool('post_message', message)
  await page.goto(needed.error?.url ?? '')
  await expectReadable(page)
  await connectByRequests(page, 'Slack')
  await page.goto(needed.error?.url ?? '')
  await expectReadable(page)
  const [slack] = await person.integrations()
  await person.decide(slack?.id ?? '', { post_message: 'ask' })
  const waiting = await person.callTool('post_message', message)
  await startSession(page, (await people.create({ account: person.account })).token)
  await page.goto(waiting.error?.url ?? '')
  await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible()
  await expectReadable(page)
  await page.goto(`/integrations/${slack?.id}`)
  await page.getByRole('button', { name: 'Try a tool' }).click()
  await page.getByRole('button', { name: 'Run' }).click()
  await expect(page.getByText('needs_approval', { exact: true })).toBeVisible()
  await expectReadable(page)
})

test('signing in and the pages of connecting can be read with large and with spaced letters', async ({
  page,
  person,
  origin,
}) => {
  test.setTimeout(1_200_000)
  for (const search of ['', '?error=wrong_token', '?link=abc']) {
    await page.goto(`/sign-in${search}`)
    await expectReadable(page)
  }
  await signIn(page, person.token)
  const connectUrl = (service: string, redirect = `${origin}/callback`) =>
    `/integrations/connect?${new URLSearchParams({ service, redirect_uri: redirect })}`
  for (const path of [
    connectUrl('slack'),
    connectUrl('telegram'),
    connectUrl('slack', 'https://a.example/'),
  ]) {
    await page.goto(path)
    await expectReadable(page)
  }
  await page.goto('/integrations')
  await servicesRegion(page).getByRole('button', { name: 'Connect Google Ads' }).click()
  await page.getByText('What each scenario does').click()
  await expectReadable(page)
})

remoteTest(
  'the pages of the way back and of failures can be read with large and with spaced letters',
  async ({ page, miteos }) => {
    remoteTest.setTimeout(1_200_000)
    miteos.integrations = [{ ...listedSlack, status: 'error' }]
    miteos.postAnswer = json(409, {
      code: 'account_mismatch',
      expected: { id: 'T024BE7LD:U7', name: 'Acme Incorporated (ana)' },
      received: { id: 'T024BE7LE:U8', name: 'ben.benson@a-long-domain.example' },
    })
    await signIn(page, newToken())
    await card(page, 'Slack').getByRole('button', { name: 'Reconnect Slack' }).click()
    await expect(page.getByRole('button', { name: 'Finish connecting Slack' })).toBeVisible()
    await expectReadable(page)
    await page.getByRole('button', { name: 'Finish connecting Slack' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'A different account came back',
    )
    await expectReadable(page)
    miteos.listAnswer = json(429, {}, { 'retry-after': '60' })
    await page.goto('/integrations?wait=1')
    await expect(integrationsRegion(page).getByRole('alert')).toBeVisible()
    await expectReadable(page)
  },
)

test('the settings, the attempts and the pages for developers can be read with large and with spaced letters', async ({
  page,
  person,
}) => {
  test.setTimeout(1_200_000)
  await page.goto('/sign-in')
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  for (const path of [
    '/settings/people',
    '/settings/passkeys',
    '/settings/redirect-uris',
    '/settings/tokens',
    '/settings/webhooks',
    '/attempts',
    '/developers',
    '/developers/errors/invalid_request',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectReadable(page)
  }
  await page.goto('/attempts')
  await page.getByRole('main').getByRole('link', { name: /Slack/ }).first().click()
  await expect(page).toHaveURL(/\/attempts\/.+/)
  await expectReadable(page)
})

test('what agents can do and what they did can be read with large and with spaced letters', async ({
  page,
  person,
}) => {
  test.setTimeout(1_200_000)
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  const id = (await person.integrations())[0]?.id ?? ''
  await person.decide(id, { post_message: 'deny', read_channel: 'ask' })
  recordCalls(id, [
    { agoMs: 0, outcome: 'running' },
    { agoMs: 60_000, outcome: 'failed', error: 'vendor_refused', actor: 'x'.repeat(128) },
  ])
  for (const path of [
    '/integrations',
    '/integrations/tools',
    `/integrations/${id}?saved=tools`,
    `/integrations/${id}/calls`,
    `/integrations/${id}/reset`,
    `/integrations/${id}/disconnect`,
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await scriptsHaveRun(page)
    await expectReadable(page)
  }
})
