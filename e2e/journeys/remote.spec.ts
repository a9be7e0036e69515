import { expect, test, token } from '../support/remote-miteos'
import { json, type ScriptedMiteos } from '../support/scripted-miteos'
import { card, integrationsRegion, servicesRegion, signIn } from '../support/steps'

test.beforeEach(async ({ page, miteos }) => {
  miteos.reset()
  await signIn(page, token)
  miteos.calls.length = 0
})

test('a Miteos that sends no state back connects after a press of the button, with one POST', async ({
  page,
  miteos,
}) => {
  await servicesRegion(page).getByRole('button', { name: 'Connect Slack' }).click()
  await page.getByRole('button', { name: /Finish connecting Slack/ }).click()
  await expect(card(page, 'Slack').getByText('Connected', { exact: true })).toBeVisible()
  expect(miteos.count('POST /v1/integrations')).toBe(1)
})

test('only what the remote Miteos documents is shown, and disconnecting works there', async ({
  page,
  miteos,
}) => {
  miteos.integrations = [
    {
      id: 'int_01HXYZ',
      service: 'gmail',
      status: 'connected',
      connected_at: '2025-11-03T14:22:00Z',
      available_tools: ['read_emails'],
    },
  ]
  await page.goto('/integrations')
  await expect(card(page, 'Gmail')).toHaveAccessibleName('Gmail')
  await expect(card(page, 'Gmail').getByText(/Checked/)).toHaveCount(0)
  await card(page, 'Gmail').getByRole('button', { name: 'Disconnect Gmail' }).click()
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(card(page, 'Gmail').getByText('Disconnected', { exact: true })).toBeVisible()
  expect(miteos.count('DELETE /v1/integrations/int_01HXYZ')).toBe(1)
})

test('a Miteos that ignores which integration is reconnected is noticed, and the page says so', async ({
  page,
  miteos,
}) => {
  miteos.integrations = [
    { id: 'int_old', service: 'slack', status: 'error', connected_at: null, available_tools: [] },
  ]
  await page.goto('/integrations')
  await card(page, 'Slack').getByRole('button', { name: 'Reconnect Slack' }).click()
  await page.getByRole('button', { name: /Finish connecting Slack/ }).click()
  await expect(card(page, 'Slack')).toHaveCount(2)
  const message = page.getByRole('region', { name: 'Notifications' })
  await expect(message).toContainText(/not the integration that you were reconnecting/)
  await expect(page).toHaveURL(/\/integrations$/)
})

test('unknown services, statuses and dates are shown without a failure', async ({
  page,
  miteos,
}) => {
  miteos.integrations = [
    {
      id: 'int_a',
      service: 'teleporter',
      status: 'connected',
      connected_at: 'yesterday',
      secret: 'x',
    },
    { id: 'int_b', service: 'slack', status: 'asleep', connected_at: null, available_tools: 7 },
    {
      id: 'int_c',
      service: 'notion',
      status: 'connected',
      connected_at: '2026-01-01T10:00:00+05:30',
    },
  ]
  await page.goto('/integrations')
  await expect(card(page, 'teleporter')).toBeVisible()
  await expect(card(page, 'Slack').getByText('Unknown status', { exact: true })).toBeVisible()
  await expect(card(page, 'Notion').getByText('Connected', { exact: true })).toBeVisible()
  await expect(page.getByText('Invalid Date')).toHaveCount(0)
  await expect(servicesRegion(page).getByRole('listitem')).toHaveCount(7)
})

const wrongAnswers: [name: string, answer: ScriptedMiteos['listAnswer']][] = [
  ['answers 500', json(500, { message: 'secret-of-the-upstream' })],
  ['answers malformed JSON', (_, response) => void response.end('[{"id":')],
  ['answers a page', (_, response) => void response.end('<h1>secret-of-the-upstream</h1>')],
  ['answers an object', json(200, { data: [] })],
  ['redirects elsewhere', json(302, null, { location: 'http://127.0.0.1:9/' })],
  ['never answers', () => {}],
]

for (const [name, answer] of wrongAnswers) {
  test(`a Miteos that ${name} is shown as "could not load", never as "not connected"`, async ({
    page,
    miteos,
  }) => {
    miteos.listAnswer = answer
    await page.goto('/integrations')
    await expect(
      integrationsRegion(page)
        .getByText(/could not/i)
        .first(),
    ).toBeVisible({ timeout: 15_000 })
    await expect(integrationsRegion(page).getByText(/nothing (is )?connected/i)).toHaveCount(0)
    await expect(servicesRegion(page).getByRole('button', { name: 'Connect Slack' })).toBeVisible()
    expect(await page.content()).not.toContain('secret-of-the-upstream')
    miteos.listAnswer = undefined
    await integrationsRegion(page)
      .getByRole('button', { name: /retry|try again/i })
      .click()
    await expect(integrationsRegion(page).getByText(/could not/i)).toHaveCount(0)
  })
}

test('a POST whose answer is lost is never sent again, and the card shows what the API has', async ({
  page,
  miteos,
}) => {
  miteos.postAnswer = (request) => void request.socket.destroy()
  await servicesRegion(page).getByRole('button', { name: 'Connect Slack' }).click()
  await page.getByRole('button', { name: /Finish connecting Slack/ }).click()
  await expect(page.getByText(/Slack/).first()).toBeVisible()
  await page.goto('/integrations')
  await expect(card(page, 'Slack').getByText('Connected', { exact: true })).toBeVisible()
  expect(miteos.count('POST /v1/integrations')).toBe(1)
})

test('ten thousand integrations stay usable', async ({ page, miteos }) => {
  miteos.integrations = Array.from({ length: 10_000 }, (_, index) => ({
    id: `int_many${index}`,
    service: 'github',
    status: 'connected',
    connected_at: '2026-11-01T09:30:00Z',
    available_tools: ['create_issue', 'read_issue'],
  }))
  await page.goto('/integrations')
  await expect(page.getByText(/10,000/).first()).toBeVisible({ timeout: 10_000 })
  await page.getByRole('searchbox').fill('int_many9999')
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(1)
})

test('a token that the remote Miteos no longer accepts ends the session, and the page says so', async ({
  page,
  miteos,
}) => {
  miteos.listAnswer = json(401, {})
  await page.goto('/integrations')
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByText(/no longer valid/i)).toBeVisible()
})

test('the embedded platform does not run', async ({ page }) => {
  for (const path of [
    '/v1/integrations',
    '/approvals/apr_nothing',
    '/unsubscribe/nothing',
    '/sandbox/slack/authorize',
  ]) {
    expect((await page.request.get(path)).status()).toBe(404)
  }
})
