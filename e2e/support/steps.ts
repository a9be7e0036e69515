import {
  type APIRequestContext,
  expect,
  type Locator,
  type Page,
  type Route,
} from '@playwright/test'
import { catalogue } from '@/lib/contract/services/catalogue'

export const serviceNames = catalogue.map(({ name }) => name)

export type Scenario =
  | 'As usual'
  | 'Fewer scopes'
  | 'Expired code'
  | 'Token endpoint 500'
  | 'Token endpoint slow'
  | 'Token endpoint garbage'
  | 'Other account'
  | 'Expire'
  | 'Revoke at the provider'
  | 'Fail refresh'

/** Returns the part of the page with the cards of the integrations. */
export function integrationsRegion(page: Page): Locator {
  return page.getByRole('region', { name: 'Connected integrations' })
}

/** Returns the part of the page with the services that can be connected. */
export function servicesRegion(page: Page): Locator {
  return page.getByRole('region', { name: 'Available services' })
}

/** Returns the cards of a service. */
export function card(page: Page, service: string): Locator {
  return integrationsRegion(page).getByRole('article', { name: new RegExp(`^${service}(, |$)`) })
}

/** Signs in on the open sign-in page. */
export async function enterToken(page: Page, token: string) {
  await page.getByRole('textbox', { name: 'API token' }).fill(token)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Signs in without a page, by the request that the sign-in page sends. The cookies are kept for the next requests. */
export async function postSignIn(request: APIRequestContext, token: string) {
  const answer = await request.post('/sign-in/submit', {
    form: { token },
    headers: { origin: 'null', 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  })
  expect(answer.status(), 'sign-in').toBe(303)
}

/**
 * Signs in by a request, which is faster than opening the sign-in page. Leaves the open page first, because a page reloads
 * itself when another person has signed in.
 */
export async function startSession(page: Page, token: string) {
  await page.goto('about:blank')
  await postSignIn(page.request, token)
}

/** Signs in and opens the list. */
export async function signIn(page: Page, token: string) {
  await startSession(page, token)
  await page.goto('/integrations')
  await expect(
    page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
}

/** Presses Connect and stops at the provider's consent page. */
export async function startConnecting(page: Page, service: string) {
  await page.goto('/integrations')
  await servicesRegion(page)
    .getByRole('button', { name: `Connect ${service}` })
    .click()
  await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible()
}

/** Chooses a scenario, and an account when it is given, on the consent page and allows. */
export async function allow(
  page: Page,
  scenario: Scenario = 'As usual',
  account?: string | RegExp,
) {
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption({ label: scenario })
  if (account) await page.getByRole('radio', { name: account }).check()
  await page.getByRole('button', { name: 'Allow' }).click()
}

/** Connects a service, from the list to its card. */
export async function connect(page: Page, service: string, scenario: Scenario = 'As usual') {
  if (service === 'Telegram') {
    await page.goto('/integrations')
    await servicesRegion(page).getByRole('button', { name: 'Connect Telegram' }).click()
    await page.getByRole('button', { name: /Miteos bot/ }).click()
  } else {
    await startConnecting(page, service)
    await allow(page, scenario)
  }
  await expect(page).toHaveURL(/\/integrations(\?|$|#)/)
  await expect(card(page, service)).toBeVisible()
}

/**
 * Allows access on the open consent page by requests with the cookies of the page. Returns the URL of `/callback` without
 * opening it. Throws when none of the first three redirects leads there.
 */
export async function allowUpToCallback(page: Page): Promise<string> {
  const form = await page.evaluate(() =>
    [...document.forms].flatMap((each) =>
      [...new FormData(each)].map(([name, value]) => [name, String(value)]),
    ),
  )
  let response = await page.request.post(page.url(), {
    form: { ...Object.fromEntries(form), decision: 'allow' },
    maxRedirects: 0,
  })
  for (let hop = 0; hop < 3; hop++) {
    const location = new URL(response.headers().location ?? '', response.url())
    if (location.pathname === '/callback') return location.href
    response = await page.request.get(location.href, { maxRedirects: 0 })
  }
  throw new Error('The way back did not lead to /callback.')
}

/** Signs in and connects a service in a browser that runs no scripts. */
export async function connectWithoutScripts(page: Page, token: string, service: string) {
  await page.goto('/sign-in')
  await enterToken(page, token)
  await page.getByRole('button', { name: `Connect ${service}` }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByRole('button', { name: /Finish connecting/ }).click()
}

/**
 * Makes the page load its data again, as it does every 15 seconds, but without the wait. The page must have been opened after
 * `page.clock.install()`.
 */
export async function loadAgain(page: Page) {
  await page.clock.runFor(15_000)
}

/**
 * Leaves every GET request to our API from the tabs of this browser unanswered, so that no tab learns what happened in another
 * one. Returns the function that ends this.
 */
export async function holdReads(page: Page): Promise<() => Promise<void>> {
  const hold = (route: Route) => (route.request().method() === 'GET' ? undefined : route.continue())
  await page.context().route('**/api/**', hold)
  return () => page.context().unroute('**/api/**', hold)
}

/** Waits until the scripts have run. Before that, a click opens a page of its own instead of a dialog. */
export async function scriptsHaveRun(page: Page) {
  await page.waitForLoadState('networkidle')
}
