import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { connectWithoutScripts, startSession } from '../support/steps'

test('the page of an integration explains its status by its last checks', async ({
  page,
  person,
}) => {
  await startSession(page, person.token)
  await connectByRequests(page, 'GitHub')
  const [github] = await person.integrations()
  const id = github?.id ?? ''
  await page.goto(`/integrations/${id}`)
  await expect(page.getByRole('heading', { name: 'Explain this status' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Check now' }).click()
  const panel = page.getByRole('region', { name: 'Explain this status' })
  await expect(panel).toContainText('The access works, so the status is “Connected”.')
  await expect(panel).toContainText('/sandbox/github/applications/sandbox_github/token')
  await person.injectFault(id, 'revoke')
  await page.reload()
  await expect(panel).toContainText('The access has ended, so the status is “Needs reconnecting”.')
  await expect(panel).toContainText('Reconnecting, or an answer of GitHub that the access works')

  const marks = panel.getByRole('list', { name: /Last checks/ }).getByRole('link')
  await expect(marks.first()).toHaveAccessibleName(/: Works\. Somebody asked for it\.$/)
  await expect(marks.last()).toHaveAccessibleName(/: Ended\. Somebody asked for it\.$/)
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)

  await marks.first().focus()
  await page.keyboard.press('Enter')
  const row = panel.getByRole('row', { name: /Works/ })
  await expect(row).toBeVisible()
  await expect(row).toContainText('→ 200')
  await expectAccessible(page)
  await expectFits(page)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the checks are on the page and its table can be opened', async ({ page, person }) => {
    await connectWithoutScripts(page, person.token, 'Notion')
    const [notion] = await person.integrations()
    await person.injectFault(notion?.id ?? '', 'fail_refresh')
    await page.goto(`/integrations/${notion?.id}`)
    const panel = page.getByRole('region', { name: 'Explain this status' })
    await expect(panel).toContainText('The access has ended')
    await panel.getByText('Show as a table').click()
    await expect(panel.getByRole('row').last()).toContainText(/→ \d\d\d/)
  })
})
