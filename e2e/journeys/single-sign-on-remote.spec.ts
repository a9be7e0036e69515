import { expect } from '@playwright/test'
import { RunningServer } from '@/scripts/running-server'
import { startIssuer } from '@/tests/support/issuer'
import { test as base } from '../support/fixtures'
import { ScriptedMiteos } from '../support/scripted-miteos'
import { signOnSettings } from '../support/sign-on-server'

const test = base.extend<{
  issuer: Awaited<ReturnType<typeof startIssuer>>
  server: RunningServer
}>({
  issuer: async ({ browserName: _ }, use) => {
    const issuer = await startIssuer()
    await use(issuer)
    await issuer.stop()
  },
  server: async ({ issuer }, use) => {
    const miteos = await ScriptedMiteos.start()
    const server = await RunningServer.start({
      keepsLog: true,
      env: {
        ...signOnSettings(issuer),
        MITEOS_API_URL: `${miteos.origin}/v1/`,
        MITEOS_CONNECT_URL: `${miteos.origin}/integrations/connect`,
      },
    })
    await use(server)
    await server.remove()
    await miteos.close()
  },
  baseURL: async ({ server }, use) => use(server.origin),
})

test('before a remote Miteos, a bearer that the issuer renews no more is told in words', async ({
  page,
  issuer,
  server,
}) => {
  test.slow()
  let isAway = false
  issuer.faults.answer = (response) => {
    if (response.body !== '') response.body.expires_in = 1
    if (isAway) response.statusCode = 500
  }
  await page.goto('/sign-in')
  const signIn = page.getByRole('button', { name: 'Continue with Acme Identity' })
  await signIn.click()
  const heading = page.getByRole('heading', { level: 1, name: 'Integrations', exact: true })
  await expect(heading).toBeVisible()

  isAway = true
  await expect
    .poll(async () => (await page.request.get('/api/integrations')).status(), { timeout: 20_000 })
    .toBe(502)
  await page.goto('/integrations')
  await expect(page.getByRole('main')).toContainText('cannot be reached')

  issuer.faults.answer = (response) => {
    response.statusCode = 400
    response.body = { error: 'invalid_grant' }
  }
  await page.goto('/integrations')
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(signIn).toBeVisible()
  expect(server.log).not.toContain('internal_error')
})
