import { expect, test } from 'vitest'
import { listIntegrations } from '@/lib/dashboard/integrations/integrations-api'
import { createTestDashboard, signedIn } from '@/tests/support/dashboard'
import { lockableStore } from '@/tests/support/lockable-store'

test('sessions can be read while the store cannot be written', async () => {
  const { storage, lock, unlock } = await lockableStore()
  const { dashboard, clock } = createTestDashboard(storage)
  const { browser } = await signedIn(dashboard)
  clock.now += 60_000
  lock()
  const begin = performance.now()
  expect((await browser.get(listIntegrations, '/api/integrations')).status).toBe(200)
  expect(performance.now() - begin).toBeLessThan(3000)
  unlock()
})
