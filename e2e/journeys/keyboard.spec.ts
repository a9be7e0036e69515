import { expect, test } from '../support/fixtures'
import { tabTo } from '../support/keyboard'
import { card, servicesRegion, signIn, startSession } from '../support/steps'

test('the keyboard alone signs in, connects, disconnects, reconnects and signs out', async ({
  page,
  person,
}) => {
  test.slow()
  await page.goto('/sign-in')
  await tabTo(page, page.getByRole('textbox', { name: 'API token' }))
  await page.keyboard.insertText(person.token)
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()

  await tabTo(page, servicesRegion(page).getByRole('button', { name: 'Connect Slack' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('radio').first())
  await page.keyboard.press('ArrowDown')
  await tabTo(page, page.getByRole('button', { name: 'Allow' }))
  await page.keyboard.press('Enter')
  const slack = card(page, 'Slack')
  await expect(slack).toHaveAccessibleName(/Northwind/)
  await expect(slack).toBeFocused()

  await tabTo(page, slack.getByRole('button', { name: 'Disconnect Slack' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(slack.getByText('Disconnected', { exact: true })).toBeVisible()
  await expect(slack).toBeFocused()

  await tabTo(page, slack.getByRole('button', { name: 'Reconnect Slack' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('radio').first())
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(slack.getByText('Connected', { exact: true })).toBeVisible()

  await page.goto('/integrations')
  await tabTo(page, page.getByRole('button', { name: 'User menu' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Sign out' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a dialog keeps the focus inside and gives it back', async ({ page, person }) => {
  await signIn(page, person.token)
  await servicesRegion(page).getByRole('button', { name: 'Connect Notion' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  const trigger = card(page, 'Notion').getByRole('button', { name: 'Disconnect Notion' })
  const cancel = page.getByRole('button', { name: 'Cancel' })
  for (const close of ['Enter', 'Escape']) {
    await tabTo(page, trigger)
    await page.keyboard.press('Enter')
    await expect(cancel).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect(cancel).toBeFocused()
    await page.keyboard.press(close)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(trigger).toBeFocused()
  }
})

test('a menu opens, closes with Escape and gives the focus back', async ({ page, person }) => {
  await signIn(page, person.token)
  await servicesRegion(page).getByRole('button', { name: 'Connect Stripe' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  const trigger = card(page, 'Stripe').getByRole('button', { name: /^More about Stripe/ })
  await tabTo(page, trigger)
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'Details and history' }))
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: 'Details and history' })).toHaveCount(0)
  await expect(trigger).toBeFocused()
})

test('the first link that Tab reaches on a page skips its bar', async ({ page, person }) => {
  await startSession(page, person.token)
  await page.goto('/integrations')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('a connect dialog that is cancelled moves the focus to the button of the service', async ({
  page,
  person,
}) => {
  await startSession(page, person.token)
  await page.goto('/integrations?service=github')
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(servicesRegion(page).getByRole('button', { name: 'Connect GitHub' })).toBeFocused()
})

test('a button that disappears after it was pressed leaves the focus on the page', async ({
  page,
  person,
}) => {
  await signIn(page, person.token)
  await servicesRegion(page).getByRole('button', { name: 'Connect GitHub' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await card(page, 'GitHub').getByRole('link', { name: 'GitHub' }).click()
  const heading = page.getByRole('heading', { level: 1, name: 'GitHub' })
  await expect(heading).toBeVisible()
  await page.getByRole('button', { name: 'Disconnect GitHub' }).press('Enter')
  await page.getByRole('button', { name: 'Disconnect', exact: true }).press('Enter')
  await expect(page.getByText('Disconnected', { exact: true })).toBeVisible()
  await expect(heading).toBeFocused()

  await page.goto('/integrations?q=nothing-of-this-name')
  await page.getByRole('button', { name: 'Clear the filter' }).press('Enter')
  await expect(page.getByRole('searchbox', { name: 'Search integrations' })).toBeFocused()
})
