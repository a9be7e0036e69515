import { expect, test } from 'vitest'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const hour = 60 * 60_000

describeOnBothStores('background work', (openStore) => {
  test('which fails is logged, does not stop other work, and is tried again in the next round', async () => {
    const storage = await openStore()
    const { platform, logged, advance } = platformOn(storage)
    await platform.runBackground()
    const before = platform.lastBackgroundRuns()
    const rename = (from: string, to: string) =>
      storage.db.schema.alterTable(from).renameTo(to).execute()

    advance(60_000)
    await rename('sign_in_links', 'gone_links')
    await platform.runBackground()
    expect(logged()).toContain('"job":"sign_in_links"')
    expect(logged()).toContain('background work failed')
    const { sign_in_links: failedJob, ...otherJobs } = platform.lastBackgroundRuns()
    expect(failedJob).toBe(before.sign_in_links)
    for (const [job, endedAt] of Object.entries(otherJobs)) {
      expect(endedAt, job).toBeGreaterThan(before[job] ?? Number.NaN)
    }

    await rename('gone_links', 'sign_in_links')
    await platform.runBackground()
    expect(platform.lastBackgroundRuns().sign_in_links).toBeGreaterThan(failedJob ?? Number.NaN)
  })

  test('deletes links, transactions and codes a day after their end, and not before', async () => {
    const { platform, storage, client, advance } = platformOn(await openStore())
    const tables = ['sign_in_links', 'transactions', 'oauth_codes'] as const
    const countRows = () =>
      Promise.all(
        tables.map(
          async (table) => (await storage.db.selectFrom(table).selectAll().execute()).length,
        ),
      )
    await platform.signInLinks.create()
    await (await client()).code('github')
    advance(24 * hour)
    await platform.runBackground()
    expect(await countRows()).toEqual([1, 1, 1])
    advance(hour)
    await platform.runBackground()
    expect(await countRows()).toEqual([0, 0, 0])
  })
})
