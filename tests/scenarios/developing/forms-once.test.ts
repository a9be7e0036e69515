import { expect, test, vi } from 'vitest'
import { createRunOncePerForm } from '@/lib/dashboard/settings/run-once-per-form'
import { createTestDashboard } from '@/tests/support/dashboard'
import { describeOnBothStores } from '@/tests/support/stores'

const minute = 60_000

describeOnBothStores('a form that creates a secret', async (openStore) => {
  const storage = await openStore()

  /** Returns the functions of two servers on one store. */
  function servers() {
    const { dashboard, clock, logged } = createTestDashboard(storage)
    const { keyring, log } = dashboard
    const open = () => createRunOncePerForm({ storage, keyring, log, now: () => clock.now })
    return { one: open(), other: open(), clock, logged }
  }
  const secret = { id: 'tok_1', secret: 'mt_test_secret' }

  test('does its work once when it is sent to two servers, and both get the secret', async () => {
    const { one, other } = servers()
    const work = vi.fn(async () => secret)
    const results = await Promise.all([one, other, one].map((run) => run('twice', work)))
    expect(results).toEqual([secret, secret, secret])
    expect(await other('twice', work)).toEqual(secret)
    expect(work).toHaveBeenCalledTimes(1)
    await one('another', work)
    expect(work).toHaveBeenCalledTimes(2)
    const rows = await storage.db.selectFrom('form_results').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('mt_test_secret')
    expect(JSON.stringify(rows)).not.toContain('twice')
  })

  test('can be sent again after its work has failed, also by a request that waits', async () => {
    const { one, other } = servers()
    const failing = () => Promise.reject(new Error('down'))
    const results = await Promise.allSettled([
      one('failed', failing),
      other('failed', async () => secret),
    ])
    expect(results.map(({ status }) => status)).toContain('rejected')
    expect(await other('failed', async () => secret)).toEqual(secret)
  })

  test('is done by another server when the first one has died in the middle', async () => {
    const { one, other, clock } = servers()
    void one('died', () => new Promise(() => {}))
    await expect
      .poll(() => storage.db.selectFrom('form_results').select('result').execute())
      .toContainEqual({ result: null })
    clock.now += 4 * minute
    expect(await other('died', async () => secret)).toEqual(secret)
  })

  test('is forgotten after ten minutes', async () => {
    const { one, clock } = servers()
    const work = vi.fn(async () => secret)
    await one('old', work)
    clock.now += 11 * minute
    await one('new', work)
    await one('old', work)
    expect(work).toHaveBeenCalledTimes(3)
  })
})
