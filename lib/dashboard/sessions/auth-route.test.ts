import { expect, test } from 'vitest'
import { createBrowser } from '@/tests/support/dashboard'
import { startProxied } from '@/tests/support/proxied'
import { describeOnBothStores } from '@/tests/support/stores'
import { authRoute } from './auth-route'

describeOnBothStores('the endpoints of next-auth', async (openStore) => {
  const storage = await openStore()

  test('log each failure with the request id that the answer contains', async () => {
    const { dashboard, browser, logged } = await startProxied(storage)
    const missing = await browser.get(authRoute, '/api/auth/callback')
    expect(missing.status).toBe(404)
    const gone = () => Promise.reject(new Error('the store is gone'))
    const broken = createBrowser({ ...dashboard, sessions: { ...dashboard.sessions, find: gone } })
    for (const [name, value] of browser.cookies) broken.cookies.set(name, value)
    const failed = await broken.get(authRoute, '/api/auth/session')
    expect(failed.status).toBe(500)
    for (const response of [missing, failed]) {
      expect(logged.join()).toContain((await response.json()).request_id)
    }
  })
})
