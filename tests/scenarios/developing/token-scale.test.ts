import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Token } from '@/lib/contract/api/token'
import { createAccountTokens } from '@/lib/platform/access/account-tokens'
import type { Caller } from '@/lib/platform/access/caller'
import { createTokens } from '@/lib/platform/access/tokens'
import { type Client, platformOn } from '@/tests/support/platform'
import { plansOf } from '@/tests/support/query-plans'
import { describeOnBothStores } from '@/tests/support/stores'

const quiet = () => {}
const log = { info: quiet, warn: quiet, error: quiet }

describeOnBothStores('a store with 1,000 tokens of one account', async (openStore) => {
  const storage = await openStore()
  const server = platformOn(storage)
  let big: Client

  beforeAll(async () => {
    big = await server.client({ account: 'big' })
    const small = await server.client({ account: 'small' })
    for (const { accountId, tokenId } of [big, small]) {
      const rows = Array.from({ length: 999 }, (_, index) => ({
        id: `tok_z${tokenId.slice(4)}${String(index).padStart(4, '0')}`,
        account_id: accountId,
        environment: 'test',
        role: 'member',
        name: `token ${index}`,
        hash: `${tokenId}-${index}`,
        created_at: 1,
      }))
      await storage.db.insertInto('tokens').values(rows).execute()
    }
    await sql`analyze`.execute(storage.db)
  })

  test('lists them all in pages of 200', async () => {
    let cursor: string | undefined
    const ids = new Set<string>()
    for (let page = 0; page < 5; page++) {
      const path: string = `/v1/tokens?limit=200${cursor === undefined ? '' : `&cursor=${cursor}`}`
      const tokens: Token[] = await (await big.get(path)).json()
      expect(tokens).toHaveLength(200)
      for (const { id } of tokens) ids.add(id)
      cursor = tokens.at(-1)?.id
    }
    expect(ids.size).toBe(1000)
  })

  test('finds a token, and a page of tokens, by an index', async () => {
    const caller: Caller = {
      tokenId: big.tokenId,
      tokenName: 'admin of big',
      accountId: big.accountId,
      accountName: 'big',
      environment: 'test',
      role: 'admin',
    }
    const plans = await plansOf(storage, async (db) => {
      const context = { storage: { ...storage, db }, log, now: Date.now }
      expect(await createTokens(context).authenticate(big.token)).toMatchObject(caller)
      const page = await createAccountTokens(context).list(caller, { limit: 50 })
      expect(page.items).toHaveLength(50)
      const next = { limit: 50, cursor: page.nextCursor ?? '' }
      expect((await createAccountTokens(context).list(caller, next)).items).toHaveLength(50)
    })
    expect(plans).toHaveLength(3)
    for (const plan of plans) {
      expect(plan).toMatch(/USING INDEX|Index Scan/)
      expect(plan).not.toMatch(/SCAN tokens|Seq Scan on tokens/)
    }
  })
})
