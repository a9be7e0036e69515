import type { Storage } from '@/lib/storage/database'
import { createBrowser, createTestDashboard } from './dashboard'
import { createFakeEmbedded } from './fake-embedded'

export const path = '/sign-in/submit'
export const good = 'mt_test_1234567890'

/** A browser that nobody has signed in with, and a Miteos in the same process. */
export function startSigningIn(storage: Storage) {
  const test = createTestDashboard(storage)
  const embedded = createFakeEmbedded(test.miteos.send, () => test.clock.now)
  const dashboard = { ...test.dashboard, embedded }
  return { ...test, embedded, dashboard, browser: createBrowser(dashboard) }
}
