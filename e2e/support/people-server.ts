import type { BrowserContext, Page } from '@playwright/test'
import { freePort } from '@/scripts/free-port'
import { RunningServer } from '@/scripts/running-server'
import { test as base, expect } from './fixtures'

/** A test with a server of its own at `localhost`, because browsers allow no passkeys at an IP address. */
export const test = base.extend<{ server: RunningServer }>({
  server: async ({ browserName: _ }, use) => {
    const origin = `http://localhost:${await freePort()}`
    const server = await RunningServer.start({ origin, keepsLog: true })
    await use(server)
    await server.remove()
  },
  baseURL: async ({ server }, use) => use(server.origin),
})

const linkPattern = /\n {2}(?<url>\S+\/sign-in\?link=[\w-]+)\n/

/** Returns the link that a new server prints for its first admin. */
export async function firstLink(server: RunningServer): Promise<string> {
  await expect.poll(() => server.log).toMatch(linkPattern)
  return linkPattern.exec(server.log)?.groups?.url ?? ''
}

/** Adds a device that keeps passkeys, unlocked by its owner, to the browser of a page. `remove` takes it away again. */
export async function addDevice(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    remove: () => devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
  }
}

/** Opens a page of a browser that has a device with passkeys. */
export async function openWithDevice(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await addDevice(page)
  return page
}

/** Comes in with a link, a name and a new passkey. */
export async function enter(page: Page, link: string, name: string) {
  await page.goto(link)
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('button', { name: 'Create a passkey' }).click()
  await expect(
    page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
}

/** Invites somebody on the page about people. Returns the link that the page shows once. */
export async function invite(page: Page, role: string, email = ''): Promise<string> {
  await page.goto('/settings/people')
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email)
  await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption(role)
  await page.getByRole('button', { name: 'Invite' }).click()
  return shownLink(page, 'New invitation')
}

/** Returns the link in a panel that shows it once. */
export function shownLink(
  page: Page,
  panel: 'New invitation' | 'New sign-in link' | 'New reconnect link',
) {
  return page
    .getByRole('region', { name: panel })
    .getByText(/\?link=/)
    .innerText()
}

/** Breaks the integration of a service by a request of the page. Opens the page of the integration and returns its path. */
export async function breakIntegration(page: Page, service: string): Promise<string> {
  const list: { id: string; service: string }[] = await (
    await page.request.get('/api/integrations')
  ).json()
  const id = list.find((integration) => integration.service === service)?.id ?? ''
  const answer = await page.request.post(`/api/integrations/${id}/faults`, {
    data: { fault: 'revoke' },
    headers: { origin: 'null', 'sec-fetch-site': 'same-origin' },
  })
  expect(answer.ok(), 'breaking the integration').toBe(true)
  await page.goto(`/integrations/${id}`)
  await expect(page.getByText('Needs reconnecting').first()).toBeVisible()
  return `/integrations/${id}`
}

/** Signs out, by the menu. */
export async function signOut(page: Page) {
  await page.getByRole('button', { name: 'User menu' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
}
