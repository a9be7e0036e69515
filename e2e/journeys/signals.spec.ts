import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { startSession } from '../support/steps'

test('a revocation in the sandbox is found because the vendor sends its signal', async ({
  page,
  person,
}) => {
  await startSession(page, person.token)
  await connectByRequests(page, 'Google Ads')
  const [googleAds] = await person.integrations()
  await page.goto(`/integrations/${googleAds?.id}`)
  const sandbox = page.getByRole('region', { name: 'Sandbox' })
  const signal = sandbox.getByRole('checkbox', { name: 'Send the vendor’s signal' })
  await expect(signal).not.toBeChecked()
  await signal.check()
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)
  await sandbox.getByRole('button', { name: 'Revoke at the provider' }).click()
  await expect(
    page.getByText('Google sent its signal, and the integration was checked.'),
  ).toBeVisible()
  await expect(page.getByText('Needs reconnecting').first()).toBeVisible()

  const panel = page.getByRole('region', { name: 'Explain this status' })
  await expect(panel).toContainText('The access has ended, so the status is “Needs reconnecting”.')
  const marks = panel.getByRole('list', { name: /Last checks/ }).getByRole('link')
  await expect(marks).toHaveCount(1)
  await expect(marks).toHaveAccessibleName(/: Ended\. The vendor sent a signal\.$/)
})

test('no signal is offered for a vendor that sends none', async ({ page, person }) => {
  await startSession(page, person.token)
  await connectByRequests(page, 'GitHub')
  const [github] = await person.integrations()
  await page.goto(`/integrations/${github?.id}`)
  const sandbox = page.getByRole('region', { name: 'Sandbox' })
  await expect(sandbox.getByRole('button', { name: 'Revoke at the provider' })).toBeVisible()
  await expect(sandbox.getByRole('checkbox')).toHaveCount(0)
})

test('the address of a vendor’s signals says nothing until its secret is configured', async ({
  request,
}) => {
  const answer = await request.post('/signals/slack', { data: { type: 'url_verification' } })
  expect(answer.status()).toBe(404)
  expect(answer.headers()['content-type']).toBe('application/problem+json')
})
