import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { RunningServer } from '@/scripts/running-server'
import { expect, test } from '../support/fixtures'
import { servicesRegion } from '../support/steps'

async function startServerAt(host: string, listener: RequestListener) {
  const server = createServer(listener)
  await once(server.listen(0, host), 'listening')
  const address = server.address()
  const port = address instanceof Object ? address.port : 0
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

for (const hasScripts of [true, false]) {
  test.describe(hasScripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: hasScripts })

    test('Connect leads to a vendor, and from there to a sign-on page whose address the dashboard does not know', async ({
      page,
    }) => {
      const company = await startServerAt('127.0.0.1', (_request, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8')
        response.end('<link rel="icon" href="data:,"><h1>Sign-on of the company</h1>')
      })
      const vendor = await startServerAt('::1', (_request, response) => {
        response.writeHead(302, { location: `${company.origin}/sso` }).end()
      })
      const dashboard = await RunningServer.start({
        env: {
          GITHUB_CLIENT_ID: 'id-of-github',
          GITHUB_CLIENT_SECRET: 'secret-of-github',
          PROVIDER_ORIGINS: `github=${vendor.origin}`,
        },
      })
      const asked = page.waitForRequest((request) => request.url().startsWith(vendor.origin))
      await page.goto(`${dashboard.origin}/sign-in`)
      const token = await dashboard.createToken('live')
      await page.getByRole('textbox', { name: 'API token' }).fill(token)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await servicesRegion(page).getByRole('button', { name: 'Connect GitHub' }).click()
      await expect(page.getByRole('heading', { name: 'Sign-on of the company' })).toBeVisible()
      const { searchParams } = new URL((await asked).url())
      expect(searchParams.get('state')).toMatch(/^[\w-]{43}$/)
      expect((await asked).headers()).not.toHaveProperty('referer')

      await page.goBack()
      await expect(
        page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
      ).toBeVisible()

      const link = { service: 'github', redirect_uri: `${dashboard.origin}/callback` }
      await page.goto(`${dashboard.origin}/integrations/connect?${new URLSearchParams(link)}`)
      await page.getByRole('button', { name: 'Continue' }).click()
      await expect(page.getByRole('heading', { name: 'Sign-on of the company' })).toBeVisible()
      await page.close()
      await dashboard.remove()
      vendor.close()
      company.close()
    })
  })
}
