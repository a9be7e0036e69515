import { expect } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { slack, test, token } from '../support/remote-miteos'
import { card, signIn } from '../support/steps'

const minuteMs = 60_000

function gmailThatEndsIn(ms: number) {
  return {
    ...slack,
    id: 'int_gmail',
    service: 'gmail',
    account: { id: '1082', name: 'ana@example.com' },
    expires_at: new Date(Date.now() + ms).toISOString(),
  }
}

test('a grant that will end shows the time on its card, and on its page the reason and a button to reconnect', async ({
  page,
  miteos,
}) => {
  test.slow()
  miteos.integrations = [slack, gmailThatEndsIn(40 * minuteMs)]
  await signIn(page, token)
  const gmail = card(page, 'Gmail')
  await expect(gmail).toContainText(/Ends (today|tomorrow) at \d\d:\d\d/)
  await expect(gmail.getByRole('button', { name: 'Reconnect Gmail' })).toBeVisible()
  await expect(card(page, 'Slack')).toContainText('Since 1 November 2026')
  await expect(card(page, 'Slack').getByRole('button', { name: /Reconnect/ })).toHaveCount(0)
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)

  await gmail.getByRole('link', { name: 'Gmail' }).click()
  await expect(page.getByText(/Ends (today|tomorrow) at \d\d:\d\d: Google gave no/)).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  await page.getByRole('button', { name: 'Reconnect Gmail' }).click()
  await expect(page.getByRole('button', { name: 'Finish connecting Gmail' })).toBeVisible()
})

test('a grant whose end has passed is not said to end in the future', async ({ page, miteos }) => {
  miteos.integrations = [gmailThatEndsIn(-3 * minuteMs)]
  await signIn(page, token)
  await expect(card(page, 'Gmail')).toContainText(/Ended (today|on .+) at \d\d:\d\d/)
})

test('an end that is not a date is left out', async ({ page, miteos }) => {
  miteos.integrations = [{ ...gmailThatEndsIn(0), expires_at: 'soon' }]
  await signIn(page, token)
  await expect(card(page, 'Gmail')).toContainText('Since 1 November 2026')
})
