import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { allow, card, connect, startSession } from '../support/steps'

test.beforeEach(async ({ page, person }) => {
  await startSession(page, person.token)
})

for (const service of ['Gmail', 'Slack', 'GitHub', 'Stripe', 'Notion', 'Google Ads', 'Telegram']) {
  test(`an integration of ${service} whose grant has ended asks for reconnecting, and keeps its id then`, async ({
    page,
    person,
  }) => {
    await connect(page, service)
    const [before] = await person.integrations()
    await page.goto(`/integrations/${before?.id}`)
    await page.getByRole('button', { name: 'Revoke at the provider' }).click()
    await expect(page.getByText('Needs reconnecting').first()).toBeVisible()
    expect((await person.integrations())[0]?.status).toBe('error')

    await page.goto('/integrations')
    await expect(card(page, service).getByText('Needs reconnecting', { exact: true })).toBeVisible()
    await expect(
      card(page, service).getByRole('button', { name: `Disconnect ${service}` }),
    ).toBeVisible()
    await card(page, service)
      .getByRole('button', { name: `Reconnect ${service}` })
      .click()
    if (service === 'Telegram') await page.getByRole('button', { name: /Miteos bot/ }).click()
    else await allow(page)
    await expect(card(page, service).getByText('Connected', { exact: true })).toBeVisible()
    expect(await person.integrations()).toMatchObject([
      { id: before?.id, status: 'connected', connected_at: before?.connected_at },
    ])
  })
}

test('another account than expected changes nothing and offers a choice', async ({
  page,
  person,
}) => {
  await connectByRequests(page, 'Gmail')
  const [before] = await person.integrations()
  await page.goto(`/integrations/${before?.id}`)
  await page.getByRole('button', { name: 'Revoke at the provider' }).click()
  await page.getByRole('button', { name: 'Reconnect Gmail' }).first().click()
  await allow(page, 'Other account')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    /another account|different account/i,
  )
  await expect(page.getByText(before?.account?.name ?? '').first()).toBeVisible()
  expect(await person.integrations()).toMatchObject([{ id: before?.id, status: 'error' }])

  await page.getByRole('button', { name: /second account/i }).click()
  await expect(card(page, 'Gmail')).toHaveCount(2)
  expect(await person.integrations()).toHaveLength(2)
})

test('other tabs show a change within a second', async ({ page, context, person }) => {
  await connectByRequests(page, 'GitHub')
  const other = await context.newPage()
  await other.goto('/integrations')
  await expect(card(other, 'GitHub').getByText('Connected', { exact: true })).toBeVisible()
  await card(page, 'GitHub').getByRole('button', { name: 'Disconnect GitHub' }).click()
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await expect(card(page, 'GitHub').getByText('Disconnected', { exact: true })).toBeVisible()
  await expect(card(other, 'GitHub').getByText('Disconnected', { exact: true })).toBeVisible({
    timeout: 1000,
  })
  expect(await person.integrations()).toHaveLength(1)
})
