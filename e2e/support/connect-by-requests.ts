import { expect, type Page } from '@playwright/test'
import { catalogue, type Service } from '@/lib/contract/services/catalogue'
import { formOf } from '@/tests/support/form-of'
import { navigation } from '@/tests/support/redirect-target'
import { card } from './steps'

const ofOurPage = { ...navigation, origin: 'null', 'sec-fetch-site': 'same-origin' }

/** Submits a form as one of our pages does, and returns the address to which the answer leads. */
async function submit(page: Page, action: string, form: Record<string, string>): Promise<string> {
  const answer = await page.request.post(action, { form, headers: ofOurPage, maxRedirects: 0 })
  const { location, refresh = '' } = answer.headers()
  const target = location ?? /^0; url=(.+)$/.exec(refresh)?.[1]
  if (!target) throw new Error(`${action} answered ${answer.status()}.`)
  return new URL(target, answer.url()).href
}

/** Begins to connect a service as its Connect button does. Returns the address to which the browser is sent. */
export function beginByRequest(page: Page, service: Service): Promise<string> {
  return submit(page, `/connect/${service}`, {})
}

/** Allows access on the consent page at this address, and returns the address of `/callback` that follows. */
async function allowAt(page: Page, address: string): Promise<string> {
  const consent = await page.request.get(address, { headers: ofOurPage })
  const { action, fields } = formOf(await consent.text(), new URL(consent.url()))
  const form = { ...Object.fromEntries(fields), decision: 'allow' }
  const back = await submit(page, action, form)
  const landing = await page.request.get(back, { headers: ofOurPage, maxRedirects: 0 })
  return new URL(landing.headers().location ?? '', landing.url()).href
}

/**
 * Connects a service. Up to `/callback` it only sends the requests of the pages, which is faster than opening them. From
 * `/callback` to the card it opens the pages.
 */
export async function connectByRequests(page: Page, service: string) {
  const entry = catalogue.find(({ name }) => name === service)
  if (!entry) throw new Error(`There is no service ${service}.`)
  const callback = await allowAt(page, await beginByRequest(page, entry.service))
  expect(new URL(callback).pathname).toBe('/callback')
  await page.goto(callback)
  await expect(page).toHaveURL(/\/integrations(\?|$|#)/)
  await expect(card(page, service)).toBeVisible()
}
