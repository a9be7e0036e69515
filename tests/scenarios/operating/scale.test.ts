import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Integration } from '@/lib/contract/api/integration'
import { toolNames } from '@/lib/contract/services/catalogue'
import type { Caller } from '@/lib/platform/access/caller'
import { createIdempotency } from '@/lib/platform/api/idempotency'
import { listEvents } from '@/lib/platform/core/history'
import {
  findOwnRow,
  readListedRows,
  selectListedRows,
} from '@/lib/platform/integrations/select-integrations'
import type { Storage } from '@/lib/storage/database'
import { type Client, platformOn, type TestServer } from '@/tests/support/platform'
import { plansOf } from '@/tests/support/query-plans'
import { describeOnBothStores } from '@/tests/support/stores'

const batch = 1000
const hour = 60 * 60_000
const ignore = () => {}
const log = { info: ignore, warn: ignore, error: ignore }

async function insertIntegrations(
  storage: Storage,
  accountIds: string[],
  countPerAccount: number,
  prefix: string,
) {
  const rows = accountIds.flatMap((account_id, account) =>
    Array.from({ length: countPerAccount }, (_, index) => ({
      id: `int_${prefix}${account}x${index}`,
      account_id,
      environment: 'test',
      service: 'gmail',
      external_id: `${account}-${index}`,
      grant_owner: `${account}-${index}`,
      account_name: `person${index}@example.com`,
      status: 'connected',
      connected_at: Date.now(),
      checked_at: Date.now(),
      scopes: JSON.stringify(['openid', 'https://www.googleapis.com/auth/gmail.modify']),
      available_tools: JSON.stringify(toolNames('gmail')),
      credential: 'v1.k1.x.y',
      credential_version: 1,
    })),
  )
  for (let from = 0; from < rows.length; from += batch) {
    await storage.db
      .insertInto('integrations')
      .values(rows.slice(from, from + batch))
      .execute()
  }
}

describeOnBothStores('a store of 10,000 accounts with seven integrations each', (openStore) => {
  let server: TestServer
  let storage: Storage
  let big: Client

  beforeAll(async () => {
    storage = await openStore()
    server = platformOn(storage)
    const ids = Array.from({ length: 10_000 }, (_, index) => `acct_${index}`)
    for (let from = 0; from < ids.length; from += batch) {
      const accounts = ids.slice(from, from + batch)
      const rows = accounts.map((id) => ({ id, name: id, created_at: 1 }))
      await storage.db.insertInto('accounts').values(rows).execute()
    }
    await insertIntegrations(storage, ids, 7, 'many')
    big = await server.client({ account: 'big' })
    await insertIntegrations(storage, [big.accountId], 10_000, 'big')
    await sql`insert into events (id, account_id, integration_id, at, type)
      select replace(id, 'int_', 'evt_'), account_id, id, 1, 'connected' from integrations`.execute(
      storage.db,
    )
    await sql`insert into idempotency_keys (account_id, environment, key_hash, fingerprint, created_at)
      select account_id, environment, id, id, connected_at from integrations`.execute(storage.db)
    await sql`analyze`.execute(storage.db)
  }, 120_000)

  test('lists the 10,000 integrations of one account within a second', async () => {
    const times: number[] = []
    for (let count = 0; count < 3; count++) {
      const before = performance.now()
      const listed = await (await big.get('/v1/integrations')).json()
      times.push(performance.now() - before)
      expect(listed).toHaveLength(10_000)
    }
    expect(Math.min(...times)).toBeLessThan(1000)
  })

  test('checks only forty integrations at each list although all are due', async () => {
    server.advance(hour)
    for (const checked of [40, 80]) {
      const listed = await (await big.get('/v1/integrations')).json()
      expect(listed).toHaveLength(10_000)
      expect(listed.filter(({ status }: Integration) => status === 'error')).toHaveLength(checked)
    }
  })

  test('finds the rows of one account and the expired rows by an index', async () => {
    const caller: Caller = {
      tokenId: 'tok_1',
      tokenName: 'one',
      accountId: 'acct_77',
      accountName: 'acct_77',
      environment: 'test',
      role: 'admin',
    }
    const plans = await plansOf(storage, async (db) => {
      expect(readListedRows(await selectListedRows(db, caller))).toHaveLength(7)
      expect(await findOwnRow(db, caller, 'int_many77x3')).toBeDefined()
      const owner = { accountId: 'acct_77', integrationId: 'int_many77x3' }
      await listEvents({ storage: { ...storage, db }, log }, owner)
      await createIdempotency({ storage: { ...storage, db }, log, now: Date.now }).sweep()
    })
    expect(plans).toHaveLength(4)
    for (const plan of plans) {
      expect(plan).toMatch(/USING (COVERING )?INDEX|Index Scan|Bitmap/)
      expect(plan).not.toMatch(/SCAN (integrations|events|idempotency_keys)|Seq Scan/)
    }
  })
})
