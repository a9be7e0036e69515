import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createRevocationQueue } from '@/lib/platform/grants/revocations/revocation-queue'
import { createDueWorkStore } from '@/lib/platform/integrations/checking/due-work'
import { listWaiting } from '@/lib/platform/tools/idle-disconnects'
import type { Storage } from '@/lib/storage/database'
import { createKeyring } from '@/lib/storage/keyring'
import { newKeys } from '@/tests/support/platform'
import { plansOf } from '@/tests/support/query-plans'
import { describeOnBothStores } from '@/tests/support/stores'

const now = 1_800_000_000_000
const count = 3000
const environments = ['live', 'a later environment']

/** Fills the queues: of each, one piece of work in a thousand is due, half of it in an unknown environment. */
async function fillQueues({ db }: Storage) {
  await db.insertInto('accounts').values({ id: 'acct_1', name: 'one', created_at: 1 }).execute()
  for (let index = 0; index < count; index++) {
    const environment = environments[index % 2] ?? ''
    const at = index < 6 ? now - index * 1000 : now + index
    const row = { account_id: 'acct_1', environment, service: 'slack', credential: 'v1.k1.x.y' }
    await db
      .insertInto('integrations')
      .values({
        ...row,
        ...{ id: `int_${index}`, external_id: `${index}`, grant_owner: `${index}` },
        ...{ account_name: 'ana', status: 'connected', connected_at: 1, credential_version: 1 },
        ...{ scopes: '[]', available_tools: '[]', next_check_at: at, renew_at: at },
      })
      .execute()
    await db
      .insertInto('revocations')
      .values({ ...row, id: `rev_${index}`, created_at: 1, attempts: 0, next_at: at })
      .execute()
  }
  await sql`analyze`.execute(db)
}

describeOnBothStores('reading the queues', (openStore) => {
  test('finds the integrations that wait to be disconnected without reading the others', async () => {
    const storage = await openStore()
    await storage.db.transaction().execute((db) => fillQueues({ ...storage, db }))
    const [plan] = await plansOf(storage, listWaiting)
    expect(plan).toContain('integrations_disconnecting')
  })

  test('counts what is due in a known environment, and costs no more than that', async () => {
    const storage = await openStore()
    await storage.db.transaction().execute((db) => fillQueues({ ...storage, db }))
    const readers = (db = storage.db) => {
      const context = { storage: { ...storage, db }, now: () => now }
      const settings = { healthCheckIntervalMs: 900_000 }
      const dueWork = createDueWorkStore({ ...context, settings })
      const revocations = createRevocationQueue({ ...context, keyring: createKeyring(newKeys()) })
      return [
        () => dueWork.readBacklog('next_check_at'),
        () => dueWork.readBacklog('renew_at'),
        revocations.readBacklog,
      ]
    }
    for (const read of readers())
      expect(await read()).toEqual({ length: 3, oldestDueAt: now - 4000 })
    const plans = await plansOf(storage, (db) => Promise.all(readers(db).map((read) => read())))
    expect(plans).toHaveLength(3)
    const indexes = ['integrations_by_next_check_at', 'integrations_by_renew_at', 'revocations_due']
    for (const [index, plan] of plans.entries()) {
      expect(plan).toContain(indexes[index])
      expect(plan).not.toMatch(/Seq Scan|SCAN (integrations|revocations)/)
    }
  })
})
