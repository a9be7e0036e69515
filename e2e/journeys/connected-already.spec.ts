import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures'
import { test as remoteTest, slack, token } from '../support/remote-miteos'
import { json } from '../support/scripted-miteos'
import { card, connect, integrationsRegion, servicesRegion, signIn } from '../support/steps'

function tile(page: Page, service: string) {
  return servicesRegion(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: service, exact: true }) })
}

remoteTest(
  'each available service says how many of its accounts are connected',
  async ({ page, miteos }) => {
    const integrationOf = (service: string, status: string, id: string) => ({
      ...slack,
      id,
      service,
      status,
    })
    miteos.integrations = [
      integrationOf('slack', 'connected', 'int_a'),
      integrationOf('gmail', 'connected', 'int_b'),
      integrationOf('gmail', 'connected', 'int_c'),
      integrationOf('gmail', 'error', 'int_d'),
      integrationOf('github', 'error', 'int_e'),
      integrationOf('stripe', 'error', 'int_f'),
      integrationOf('stripe', 'error', 'int_g'),
      integrationOf('notion', 'disconnected', 'int_h'),
      integrationOf('telegram', 'something new', 'int_i'),
    ]
    await signIn(page, token)
    await expect(tile(page, 'Slack')).toContainText('1 connected')
    await expect(tile(page, 'Gmail')).toContainText('2 connected, 1 needs reconnecting')
    await expect(tile(page, 'GitHub')).toContainText('1 needs reconnecting')
    await expect(tile(page, 'Stripe')).toContainText('2 need reconnecting')
    for (const service of ['Notion', 'Google Ads', 'Telegram'])
      await expect(tile(page, service)).not.toContainText(/connect(ed|ing)/)
    const answer = await page.request.get('/integrations')
    expect(await answer.text()).toContain('2 connected, 1 needs reconnecting')
  },
)

remoteTest(
  'a service shows no connected account while the list cannot be read',
  async ({ page, miteos }) => {
    miteos.integrations = [slack]
    await signIn(page, token)
    await expect(tile(page, 'Slack')).toContainText('1 connected')
    miteos.listAnswer = json(503, {})
    await page.reload()
    await expect(integrationsRegion(page).getByRole('alert')).toContainText('Could not load')
    await expect(tile(page, 'Slack')).not.toContainText('connected')
  },
)

test('a service says at once that its account was connected and disconnected', async ({
  page,
  person,
}) => {
  await signIn(page, person.token)
  await expect(tile(page, 'Slack')).not.toContainText('connected')
  await connect(page, 'Slack')
  await expect(tile(page, 'Slack')).toContainText('1 connected')
  const [slack] = await person.integrations()
  await person.disconnect(slack?.id ?? '')
  await page.reload()
  await expect(card(page, 'Slack').getByText('Disconnected', { exact: true })).toBeVisible()
  await expect(tile(page, 'Slack')).not.toContainText('connected')
})

remoteTest(
  'broken integrations stand first, disconnected ones last, and the others in the order of the API',
  async ({ page, miteos }) => {
    const statuses = ['connected', 'disconnected', 'error', 'something new', 'error', 'connected']
    miteos.integrations = statuses.map((status, index) => ({
      ...slack,
      id: `int_${index}`,
      status,
      account: { id: `${index}`, name: `account ${index}` },
    }))
    await signIn(page, token)
    const names = await integrationsRegion(page)
      .getByRole('article')
      .evaluateAll((cards) => cards.map((each) => each.getAttribute('aria-label')))
    expect(names).toEqual([2, 4, 0, 3, 5, 1].map((index) => `Slack, account ${index}`))
  },
)
