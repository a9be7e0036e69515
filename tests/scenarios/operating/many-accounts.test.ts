import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { accountsOfPage, maxShownBroken } from '@/lib/contract/view/accounts'
import type { Administrator } from '@/lib/platform/administering/administrator'
import { countStatuses, listBroken, rankAccounts } from '@/lib/platform/administering/overview'
import type { Storage } from '@/lib/storage/database'
import { insertAccounts } from '@/tests/support/many-accounts'
import { plansOf } from '@/tests/support/query-plans'
import { describeOnBothStores } from '@/tests/support/stores'

const administratorOf = (personId: string): Administrator => ({
  of: { personId, onlyAccountId: null, wayMadeAt: Date.now() },
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
    const accounts = await rankAccounts(storage.db, administrator)
    const ids = accounts.slice(0, accountsOfPage).map(({ accountId }) => accountId)
    const counts = await countStatuses(storage.db, administrator, ids)
    const broken = await listBroken(storage.db, administrator, ids, maxShownBroken)
    return { accounts, counts, broken }
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
    const { accounts, counts, broken } = await readPage(many)
    expect(accounts).toHaveLength(500)
    expect([accounts[0]?.broken, accounts.at(-1)?.broken]).toEqual([4, 0])
    expect(accounts.filter((account) => account.broken > 0)).toHaveLength(100)
    const first = counts.filter(({ accountId }) => accountId === accounts[0]?.accountId)
    expect(Object.fromEntries(first.map(({ status, count }) => [status, count]))).toEqual({
      connected: 32,
      error: 4,
      disconnected: 4,
    })
    expect(broken).toHaveLength(accountsOfPage * maxShownBroken)
  })

  test('reads the page with three queries, of which none reads all integrations', async () => {
    const plans = await plansOf(storage, async (db) => {
      const accounts = await rankAccounts(db, administratorOf('per_few'))
      const ids = accounts.map(({ accountId }) => accountId)
      await countStatuses(db, administratorOf('per_few'), ids)
      await listBroken(db, administratorOf('per_few'), ids, maxShownBroken)
    })
    const ofIntegrations = plans.filter((plan) => plan.includes('integrations'))
    expect(ofIntegrations.length).toBeGreaterThanOrEqual(3)
    for (const plan of ofIntegrations) {
      expect(plan).toMatch(/integrations_of_(status|connector)/)
      expect(plan).not.toMatch(/SCAN (integrations|memberships)|Seq Scan on integrations/)
    }
  })

  test('waits for the store only a moment longer than an admin of five', async () => {
    await readPage(many)
    const [few, all] = [await fastest(administratorOf('per_few')), await fastest(many)]
    expect(all - few).toBeLessThan(30)
  })
})
