import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits } from '../support/looks'
import { signIn } from '../support/steps'

test('the page for developers is readable for everybody, and its examples change their language', async ({
  page,
}) => {
  // The examples have three thousand words of their own colour, and axe looks at each.
  test.slow()
  await page.goto('/developers')
  await expect(page.getByRole('heading', { level: 1, name: 'Developers' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  const languages = page.getByRole('group', {
    name: 'Language of the example: Connect or reconnect a service',
  })
  await expect(languages.getByText('curl -X POST')).toBeVisible()
  await languages.getByRole('radio', { name: 'curl' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(languages.getByText('requests.post(')).toBeVisible()
  await expect(languages.getByText('curl -X POST')).toBeHidden()
})

test('the page of an error code explains it, and an unknown code has no page', async ({ page }) => {
  await page.goto('/developers/errors/invalid_oauth_code')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The code cannot be used')
  await expectAccessible(page)
  await expectFits(page)
  const answer = await page.goto('/developers/errors/nothing')
  expect(answer?.status()).toBe(404)
})

test('the examples have the environment of the person who is signed in', async ({
  page,
  people,
}) => {
  const live = await people.create({ environment: 'live' })
  await signIn(page, live.token)
  await page.getByRole('link', { name: 'Developers' }).click()
  await expect(page.getByText('mt_live_…').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'User menu' })).toBeVisible()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the page for developers is whole, and its examples change their language', async ({
    page,
  }) => {
    await page.goto('/developers')
    const languages = page.getByRole('group', { name: /List the integrations of the account/ })
    await languages.getByText('Python', { exact: true }).click()
    await expect(languages.getByText('requests.get(')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Copy/ })).toHaveCount(0)
  })
})
