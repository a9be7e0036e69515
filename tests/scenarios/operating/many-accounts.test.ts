import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { mostBrokenShown } from '@/lib/contract/view/accounts'
import type { Administrator } from '@/lib/platform/administering/administrator'
import { countIntegrations, listBroken } from '@/lib/platform/administering/overview'
import type { Storage } from '@/lib/storage/database'
import { insertAccounts } from '@/tests/support/many-accounts'
import { plansOf } from '@/tests/support/query-plans'
import { describeOnBothStores } from '@/tests/support/stores'

const administratorOf = (personId: string): Administrator => ({
  of: { personId, onlyAccountId: null },
  environment: 'test',
  actor: { kind: 'person', id: personId, name: 'Grace' },
})

describeOnBothStores('an admin of 500 accounts with 20,000 integrations', (openStore) => {
  let storage: Storage
  const many = administratorOf('per_many')

  beforeAll(async () => {
    storage = await openStore()
    await insertAccounts(storage, { personId: 'per_many', accounts: 500, integrations: 40 })
    await insertAccounts(storage, { personId: 'per_few', accounts: 5, integrations: 40 })
    await sql`analyze`.execute(storage.db)
  }, 120_000)

  const readPage = async (administrator: Administrator) => {
    const accounts = await countIntegrations(storage.db, administrator)
    const ids = accounts.slice(0, 25).map(({ accountId }) => accountId)
    return { accounts, broken: await listBroken(storage.db, administrator, ids, mostBrokenShown) }
  }
  const fastest = async (administrator: Administrator) => {
    const times: number[] = []
    for (let count = 0; count < 5; count++) {
      const before = performance.now()
      await readPage(administrator)
      times.push(performance.now() - before)
    }
    return Math.min(...times)
  }

  test('gets right counts, the accounts with most broken integrations first', async () => {
    const { accounts, broken } = await readPage(many)
    expect(accounts).toHaveLength(500)
    expect(accounts[0]).toMatchObject({ connected: 32, broken: 4, disconnected: 4 })
    expect(accounts.at(-1)).toMatchObject({ connected: 36, broken: 0, disconnected: 4 })
    expect(accounts.filter((account) => account.broken > 0)).toHaveLength(100)
    expect(broken).toHaveLength(25 * 4)
  })

  test('reads the page with two queries, of which neither reads all integrations', async () => {
    const plans = await plansOf(storage, async (db) => {
      const accounts = await countIntegrations(db, administratorOf('per_few'))
      const ids = accounts.map(({ accountId }) => accountId)
      await listBroken(db, administratorOf('per_few'), ids, mostBrokenShown)
    })
    const ofIntegrations = plans.filter((plan) => plan.includes('integrations'))
    expect(ofIntegrations.length).toBeGreaterThanOrEqual(2)
    for (const plan of ofIntegrations) {
      expect(plan).toMatch(/integrations_of_status/)
      expect(plan).not.toMatch(/SCAN (integrations|memberships)|Seq Scan on integrations/)
    }
  })

  test('waits for the store only a moment longer than an admin of five', async () => {
    await readPage(many)
    const [few, all] = [await fastest(administratorOf('per_few')), await fastest(many)]
    expect(all - few).toBeLessThan(60)
  })
})
