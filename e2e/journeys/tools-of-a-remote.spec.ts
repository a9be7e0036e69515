import { expect } from '../support/fixtures'
import { newToken, slack, test } from '../support/remote-miteos'
import { type Answer, json } from '../support/scripted-miteos'
import { card, scriptsHaveRun, signIn } from '../support/steps'

const account = {
  id: 'acct_a',
  name: 'Acme',
  environment: 'live',
  role: 'admin',
  available_services: ['slack'],
}

const lacksTools: Answer = json(404, {})

/** Returns the answers of a Miteos that tells the account, and has live tools only where `tools` answers for them. */
function answers(tools: Answer): Answer {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://miteos')
    const headers = { 'miteos-account': account.id, 'miteos-role': account.role }
    const known: Record<string, unknown> = {
      '/v1/integrations': [slack],
      '/v1/integrations/int_a': slack,
      '/v1/integrations/int_a/events': [],
      '/v1/account': account,
    }
    if (pathname in known) return json(200, known[pathname], headers)(request, response)
    if (/^\/v1\/tool/.test(pathname)) return tools(request, response)
    return json(404, {})(request, response)
  }
}

test('a Miteos without live tools hides the tab, the decisions, the calls and the use', async ({
  page,
  miteos,
}) => {
  miteos.answerToAll = answers(lacksTools)
  await signIn(page, newToken())
  await expect(card(page, 'Slack')).toBeVisible()
  await scriptsHaveRun(page)
  await expect(page.getByRole('link', { name: 'What agents can do' })).toHaveCount(0)
  await page.goto('/integrations/int_a')
  await expect(page.getByRole('region', { name: 'Tools' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'The last calls' })).toHaveCount(0)
  await expect(page.getByRole('combobox')).toHaveCount(0)
  await scriptsHaveRun(page)
  await page.getByRole('button', { name: 'Disconnect Slack' }).click()
  const dialog = page.getByRole('dialog', { name: 'Disconnect Slack?' })
  await expect(dialog).toContainText('This page cannot show running tasks.')
  await expect(dialog.getByRole('button', { name: 'Disconnect when idle' })).toHaveCount(0)
  await page.goto('/integrations/tools')
  await expect(page.getByText('There is no page here')).toBeVisible()
})

test('what cannot be loaded about tools says so', async ({ page, miteos }) => {
  miteos.answerToAll = answers(json(422, {}))
  await signIn(page, newToken())
  await expect(card(page, 'Slack')).toBeVisible()
  await scriptsHaveRun(page)
  await expect(card(page, 'Slack')).not.toContainText('Used')
  await page.goto('/integrations/tools')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Could not load the tools')
  await page.goto('/integrations/int_a')
  await expect(page.getByRole('region', { name: 'The last calls' })).toContainText(
    'Could not load the calls.',
  )
  await page.goto('/integrations/int_a/calls')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Could not load the calls')
})

test('a Miteos with only the documented API has no tab', async ({ page, miteos }) => {
  miteos.integrations = [slack]
  await signIn(page, newToken())
  await expect(card(page, 'Slack')).toBeVisible()
  await expect(page.getByRole('link', { name: 'What agents can do' })).toHaveCount(0)
})
