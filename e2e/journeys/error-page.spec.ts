import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import Database from 'libsql'
import { RunningServer } from '@/scripts/running-server'
import { expectAccessible, expectFits } from '../support/looks'
import { signIn } from '../support/steps'

const test = base.extend<{ server: RunningServer }>({
  server: async ({ browserName: _ }, use) => {
    const server = await RunningServer.start({ keepsLog: true })
    await use(server)
    await server.remove()
  },
  baseURL: async ({ server }, use) => use(server.origin),
})

test('a page that fails on the server says so accessibly, with a reference that is in the log', async ({
  page,
  server,
}) => {
  await signIn(page, await server.createToken())
  const store = new Database(join(server.dataDir, 'miteos.db'))
  store.exec('alter table attempts rename to attempts_gone')
  store.close()

  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  const response = await page.goto('/callback?oauth_code=mtoc_x&state=abc')
  expect(response?.status()).toBe(500)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page could not be shown')
  await expect(page).toHaveTitle('This page could not be shown · Miteos')
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText('as they were')
  const reference = /Reference\s*(\d+)/.exec(await page.getByRole('main').innerText())?.[1]
  await expect.poll(() => server.log).toContain(reference ?? 'no reference')
  await expectAccessible(page)
  await expectFits(page)
  // The only message is the one of React about a page that failed on the server.
  expect(errors.sort()).toEqual([
    expect.stringContaining('React error #441'),
    expect.stringContaining('responded with a status of 500'),
  ])
})
