import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Caller } from '@/lib/platform/access/caller'
import { createActivityLog } from '@/lib/platform/activity/activity-log'
import { firstIdAt, newIdAt } from '@/lib/platform/core/new-id'
import { plansOf } from '@/tests/support/query-plans'
import { describeOnBothStores } from '@/tests/support/stores'

const rowCount = 30_000
const batch = 1000
const accounts = 3
const start = Date.UTC(2026, 0, 1)
const quiet = () => {}
const log = { info: quiet, warn: quiet, error: quiet }

const caller: Caller = {
  tokenId: 'tok_1',
  tokenName: 'one',
  accountId: 'acct_1',
  accountName: 'one',
  environment: 'test',
  role: 'admin',
}
const filters = {
  nothing: {},
  actor: { actor: 'tok_2' },
  type: { type: 'token.created' },
  integration: { integrationId: 'int_7' },
  since: { since: start + 20_000 },
  'actor and type': { actor: 'tok_2', type: 'token.created' },
}

function rowOf(index: number) {
  const actor = { kind: 'token', id: `tok_${index % 7}`, name: 'CI' }
  return {
    id: newIdAt('act', start + index),
    account_id: `acct_${index % accounts}`,
    environment: index % 2 === 0 ? 'test' : 'live',
    at: start + index,
    type: index % 11 === 0 ? 'token.revoked' : 'token.created',
    actor: JSON.stringify(actor),
    actor_id: actor.id,
    target: JSON.stringify({ id: 'tok_9', name: 'CI' }),
    integration_id: index % 5 === 0 ? `int_${index % 13}` : null,
    outcome: 'done',
  }
}

describeOnBothStores(`a store of ${rowCount} activities`, (openStore) => {
  test('reads every page of every filter from an index, the last one as the first one', async () => {
    const storage = await openStore()
    for (let from = 0; from < rowCount; from += batch) {
      const rows = Array.from({ length: batch }, (_, index) => rowOf(from + index))
      await storage.db.insertInto('activity').values(rows).execute()
    }
    await sql`analyze`.execute(storage.db)

    const person = { ...caller, person: { id: 'per_1', name: 'Grace', onlyEnvironment: null } }
    // The beginning of the log, where a list that counted or skipped rows would have most to do.
    const last = firstIdAt('act', start + 1500)
    const plans = await plansOf(storage, async (db) => {
      const now = () => start + 24 * 60 * 60_000 + 100
      const activity = createActivityLog({
        storage: { ...storage, db },
        log,
        now,
        settings: { activityDays: 1 },
      })
      for (const who of [caller, person]) {
        for (const filter of Object.values(filters)) {
          expect((await activity.list(who, { limit: 5, ...filter })).items).toHaveLength(5)
          await activity.list(who, { limit: 5, cursor: last, ...filter })
        }
      }
      const ended = await activity.list(caller, { limit: 50, cursor: firstIdAt('act', start + 60) })
      expect(ended).toMatchObject({ nextCursor: null })
      await activity.sweep()
    })
    const pages = plans.slice(0, 6 * 2 * 3 + 1)
    for (const plan of pages) expect(plan).toMatch(/activity_of_[a-z]+/)
    // The deletion, and the selection in it.
    expect(plans.slice(pages.length)).toHaveLength(2)
    for (const plan of plans) {
      expect(plan).toMatch(/USING (COVERING )?INDEX|Index Scan|Index Only Scan|Bitmap/)
      expect(plan).not.toMatch(/SCAN activity|Seq Scan|TEMP B-TREE/)
    }
  })
})
