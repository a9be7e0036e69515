import { appUrl, createTestDashboard, signedIn } from './dashboard'
import type { PlatformAtWork } from './platform'

/** Returns a dashboard that uses a whole platform, and a browser that is signed in with an admin's test token. */
export async function dashboardOverPlatform(
  work: PlatformAtWork,
  options: Parameters<PlatformAtWork['client']>[0] = {},
) {
  const client = await work.client(options)
  const { dashboard, logged } = createTestDashboard(work.storage, {
    now: Date.now,
    api: {
      base: `${appUrl}/v1`,
      send: work.platform.handle,
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
