import type { Storage } from '@/lib/storage/database'
import { createBrowser, createTestDashboard } from './dashboard'
import { createFakeEmbedded } from './fake-embedded'

export const path = '/sign-in/submit'
export const goodToken = 'mt_test_1234567890'

/** Creates a dashboard with an embedded Miteos, and a browser in which nobody is signed in. */
export function startSigningIn(storage: Storage) {
  const test = createTestDashboard(storage)
  const embedded = createFakeEmbedded(test.miteos.send, () => test.clock.now)
  const dashboard = { ...test.dashboard, embedded }
  return { ...test, embedded, dashboard, browser: createBrowser(dashboard) }
}
