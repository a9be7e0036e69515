import { freePort } from '@/scripts/free-port'
import { RunningServer } from '@/scripts/running-server'
import { startIssuer, type TestIssuer } from '@/tests/support/issuer'
import { test as base } from './fixtures'

/** Returns the settings with which people sign in at an issuer. */
export function signOnSettings({ url }: Pick<TestIssuer, 'url'>): Record<string, string> {
  return {
    OIDC_ISSUER: url,
    OIDC_CLIENT_ID: 'miteos',
    OIDC_CLIENT_SECRET: 'a secret only of tests'.replaceAll(' ', '-'),
    OIDC_NAME: 'Acme Identity',
  }
}

/** A test with a server of its own, whose people sign in at an issuer that the test controls. */
export const test = base.extend<{ issuer: TestIssuer; server: RunningServer }>({
  issuer: async ({ browserName: _ }, use) => {
    const issuer = await startIssuer()
    await use(issuer)
    await issuer.stop()
  },
  server: async ({ issuer }, use) => {
    const server = await RunningServer.start({
      origin: `http://localhost:${await freePort()}`,
      keepsLog: true,
      env: {
        ...signOnSettings(issuer),
        OIDC_ROLE_CLAIM: 'groups',
        OIDC_ROLE_MAP: 'it=admin,everybody=member',
      },
    })
    await use(server)
    await server.remove()
  },
  baseURL: async ({ server }, use) => use(server.origin),
})
