import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Caller } from '@/lib/platform/access/caller'
import { createConnectAttemptList } from '@/lib/platform/attempts/connect-attempt-list'
import { createConnectAttempts } from '@/lib/platform/attempts/connect-attempts'
import { createLateWork } from '@/lib/platform/core/late-work'
import { plansOf } from '@/tests/support/query-plans'
import { describeOnBothStores } from '@/tests/support/stores'

const batch = 1000
const accounts = 200
const each = 100
const quiet = () => {}
const log = { info: quiet, warn: quiet, error: quiet }

const caller: Caller = {
  tokenId: 'tok_1',
  tokenName: 'one',
  accountId: 'acct_77',
  accountName: 'acct_77',
  environment: 'test',
  role: 'admin',
}

describeOnBothStores('a store of 20,000 connect attempts', (openStore) => {
  test('finds those of one account, of one reference and of an age by an index', async () => {
    const storage = await openStore()
    const rows = Array.from({ length: accounts * each }, (_, index) => ({
      id: `att_${String(index).padStart(6, '0')}`,
      account_id: `acct_${index % accounts}`,
      environment: 'test',
      service: 'slack',
      redirect_host: 'localhost:3000',
      started_at: index,
      expires_at: index + 600,
      outcome: 'under_way',
    }))
    for (let from = 0; from < rows.length; from += batch) {
      await storage.db
        .insertInto('connect_attempts')
        .values(rows.slice(from, from + batch))
        .execute()
    }
    await sql`insert into connect_attempt_steps (attempt_id, position, step, at, failed)
      select id, 1, 'started', started_at, 0 from connect_attempts`.execute(storage.db)
    await sql`insert into connect_attempt_references (account_id, environment, reference, attempt_id)
      select account_id, environment, id, id from connect_attempts`.execute(storage.db)
    await sql`analyze`.execute(storage.db)

    const plans = await plansOf(storage, async (db) => {
      const context = { storage: { ...storage, db }, log, lateWork: createLateWork() }
      const { list, get } = createConnectAttemptList({ ...context, now: Date.now })
      const first = await list(caller, { limit: 50 })
      expect(first.items).toHaveLength(50)
      const cursor = first.nextCursor ?? undefined
      expect((await list(caller, { limit: 50, cursor })).items).toHaveLength(50)
      const found = await list(caller, { limit: 50, reference: 'att_000077' })
      expect(found.items).toEqual([await get(caller, 'att_000077')])
      const monthAfterFirst = () => 30 * 24 * 60 * 60_000 + 5
      await createConnectAttempts({ ...context, now: monthAfterFirst }).sweep()
    })
    expect(plans).toHaveLength(10)
    for (const plan of plans) {
      expect(plan).toMatch(/USING (COVERING )?INDEX|Index Scan|Index Only Scan|Bitmap/)
      expect(plan).not.toMatch(/SCAN connect_attempt|Seq Scan/)
    }
  })
})
