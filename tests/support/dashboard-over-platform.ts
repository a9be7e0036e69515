import { appUrl, createTestDashboard, signedIn } from './dashboard'
import type { TestServer } from './platform'

/** Returns a dashboard that uses a whole platform, and a browser that is signed in with an admin's test token. */
export async function dashboardOverPlatform(
  server: TestServer,
  options: Parameters<TestServer['client']>[0] = {},
) {
  const client = await server.client(options)
  const { dashboard, logged } = createTestDashboard(server.storage, {
    now: Date.now,
    api: {
      base: `${appUrl}/v1`,
      send: server.platform.handle,
      timeoutMs: 10_000,
      now: Date.now,
    },
  })
  const { browser, session } = await signedIn(dashboard, {
    bearer: client.token,
    environment: options.environment ?? 'test',
    accountId: client.accountId,
    role: options.role ?? 'admin',
  })
  return { client, dashboard, browser, session, logged }
}
