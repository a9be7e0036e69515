import type { Page } from '@playwright/test'
import { expect, slack, test, token } from '../support/remote-miteos'
import { integrationsRegion, signIn } from '../support/steps'

const isScript = /\/_next\/static\/.*\.js/

/** Delays the scripts of the next page until the returned function is called. */
async function delayScripts(page: Page) {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(isScript, (route) => released.then(() => route.continue()))
  return release
}

test.beforeEach(async ({ page, miteos }) => {
  miteos.integrations = [
    slack,
    { ...slack, id: 'int_b', service: 'github' },
    { ...slack, id: 'int_c', service: 'notion', status: 'error' },
  ]
  await signIn(page, token)
})

test('words that are typed before the scripts have run filter the list', async ({ page }) => {
  const release = await delayScripts(page)
  await page.goto('/integrations?wait=1', { waitUntil: 'commit' })
  await page.getByRole('searchbox').fill('github')
  release()
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(1)
  await expect(page.getByRole('searchbox')).toHaveValue('github')
  await expect(page).toHaveURL(/q=github/)
})

test('a status that is chosen before the scripts have run filters the list', async ({ page }) => {
  const release = await delayScripts(page)
  await page.goto('/integrations?wait=1', { waitUntil: 'commit' })
  await page.getByRole('combobox', { name: 'Status' }).selectOption('error')
  release()
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(1)
  await expect(page.getByRole('combobox', { name: 'Status' })).toHaveValue('error')
})
