import type { Page } from '@playwright/test'
import { expect } from '../support/fixtures'
import { tabTo } from '../support/keyboard'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { firstLink, invite, signOut } from '../support/people-server'
import { test } from '../support/sign-on-server'

const continueButton = (page: Page) =>
  page.getByRole('button', { name: 'Continue with Acme Identity' })

async function expectIntegrations(page: Page) {
  await expect(
    page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
}

async function expectGoodLooks(page: Page) {
  await expectAccessible(page)
  await expectFits(page)
  await expectTouchable(page)
}

test('somebody signs in at an issuer by keyboard, is seen by admins, and is told when they have no role', async ({
  page,
  issuer,
}) => {
  test.slow()
  issuer.claims = { sub: 'grace', name: 'Grace Hopper', groups: ['it'] }
  await page.goto('/activity')
  await expect(page).toHaveURL(/\/sign-in/)
  await expectGoodLooks(page)
  await tabTo(page, continueButton(page))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible()
  await expect(page.getByText('By single sign-on.')).toBeVisible()
  await page.goto('/settings/people')
  await expect(page.getByRole('main')).toContainText('Single sign-on')

  await signOut(page)
  await page.goBack()
  await expect(page).toHaveURL(/\/sign-in/)

  issuer.claims = { sub: 'eve', name: 'Eve' }
  await page.goto('/sign-in')
  await continueButton(page).click()
  await expect(page.getByRole('main')).toContainText(
    'Acme Identity knows you, but you have no role here. Ask an admin',
  )
  await expectGoodLooks(page)

  issuer.claims = { sub: 'grace', name: 'Grace Hopper', groups: ['it'] }
  await continueButton(page).click()
  await expectIntegrations(page)
  await page.goto('/activity')
  await expect(page.getByRole('main')).toContainText('single sign-on did not let in Eve')
  await page.goto('/settings/people')
  await expect(page.getByRole('button', { name: /^Remove Grace/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Remove Eve/ })).toHaveCount(0)
})

test('an invitation is accepted at the issuer, also without scripts, and works once', async ({
  browser,
  page,
  server,
  issuer,
}) => {
  test.slow()
  issuer.claims = { sub: 'grace', name: 'Grace Hopper' }
  await page.goto(await firstLink(server))
  await expectGoodLooks(page)
  await continueButton(page).click()
  await expectIntegrations(page)
  const link = await invite(page, 'member')

  issuer.claims = { sub: 'ada', name: 'Ada Lovelace' }
  const elsewhere = await browser.newContext({ baseURL: server.origin, javaScriptEnabled: false })
  const ada = await elsewhere.newPage()
  await ada.goto(link)
  await expect(ada.getByRole('heading', { level: 1 })).toContainText('Join default')
  const seen: string[] = []
  ada.on('request', (request) => {
    if (request.url().startsWith(issuer.url))
      seen.push(`${request.url()} ${JSON.stringify(request.headers())}`)
  })
  await continueButton(ada).click()
  await expectIntegrations(ada)
  const secret = new URL(link).searchParams.get('link') ?? ''
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.join()).not.toContain(secret)
  await elsewhere.close()

  issuer.claims = { sub: 'late', name: 'Late' }
  const late = await browser.newContext({ baseURL: server.origin })
  const third = await late.newPage()
  await third.goto(link)
  await expect(third.getByRole('main')).toContainText('does not work any more')
  await late.close()

  await page.goto('/settings/people')
  const removeAda = page.getByRole('button', { name: /^Remove Ada/ })
  await removeAda.click()
  await page
    .getByRole('dialog', { name: /^Remove/ })
    .getByRole('button', { name: 'Remove' })
    .click()
  await expect(removeAda).toHaveCount(0)

  issuer.claims = { sub: 'ada', name: 'Ada Lovelace', groups: ['it'] }
  const again = await browser.newContext({ baseURL: server.origin })
  const removed = await again.newPage()
  await removed.goto('/sign-in')
  await continueButton(removed).click()
  await expect(removed.getByRole('main')).toContainText('An admin has removed you')
  await again.close()
})

test('somebody who cancels at the issuer, or comes back too late, is back on the sign-in page', async ({
  page,
  issuer,
}) => {
  issuer.faults.wayBack = (url) => url.searchParams.set('error', 'access_denied')
  await page.goto('/sign-in')
  await continueButton(page).click()
  await expect(page.getByRole('main')).toContainText('you cancelled at Acme Identity')
  await page.goto('/api/auth/callback/oidc?code=x&state=y')
  await expect(page.getByRole('main')).toContainText('cannot be finished in this browser')
  await expect(continueButton(page)).toBeVisible()
})

test('an answer of the issuer that is wrong, and an issuer that is away, are told in words', async ({
  page,
  issuer,
}) => {
  issuer.faults.idToken = (token) => Object.assign(token, { nonce: 'another' })
  await page.goto('/sign-in')
  await continueButton(page).click()
  await expect(page.getByRole('main')).toContainText('The answer of Acme Identity is not valid')
  issuer.faults = {
    answer(response) {
      response.statusCode = 400
      response.body = { error: 'invalid_grant' }
    },
  }
  await continueButton(page).click()
  await expect(page.getByRole('main')).toContainText('The answer of Acme Identity is not valid')
  await expectGoodLooks(page)
  await issuer.stop()
  await continueButton(page).click()
  await expect(page.getByRole('main')).toContainText('Acme Identity cannot be asked at the moment')
  await expectGoodLooks(page)
})
