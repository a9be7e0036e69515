import type { Storage } from '@/lib/storage/database'
import { createBrowser, createTestDashboard } from './dashboard'
import { createFakeEmbedded } from './fake-embedded'

export const path = '/sign-in/submit'
export const goodToken = 'mt_test_1234567890'

/** Starts a dashboard with an embedded Miteos and a browser that is not signed in. */
export function startSigningIn(storage: Storage) {
  const test = createTestDashboard(storage)
  const embedded = createFakeEmbedded(test.miteos.send, () => test.clock.now)
  const dashboard = { ...test.dashboard, embedded }
  return { ...test, embedded, dashboard, browser: createBrowser(dashboard) }
}
