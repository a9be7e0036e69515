import { expect, test } from 'vitest'
import { createKeyring } from '@/lib/storage/keyring'
import { hashSecret } from '@/lib/storage/secret-hash'
import { describeOnBothStores } from '@/tests/support/stores'
import type { Grant } from '../grants/vault/vault'
import type { CodeClaim } from './code-state'
import { createCodes, type NewCode } from './codes'

const minute = 60_000
const grantInput = {
  kind: 'oauth' as const,
  code: 'vendor-code-4/0AX4',
  codeVerifier: 'verifier',
  redirectUri: 'http://localhost:3000/integrations/connect/callback/slack',
  receivedAt: 1,
}
const grant: Grant = {
  credential: { accessToken: 'vendor-token', scopes: [], details: {} },
  account: { id: 'T1', name: 'Acme' },
}
const input: NewCode = {
  accountId: 'acct_1',
  environment: 'test',
  service: 'slack',
  personId: 'person_ana',
  redirectUri: 'http://localhost:3000/callback',
  grantInput,
}

describeOnBothStores('oauth codes', (openStore) => {
  async function setUp(ttlMs = 5 * minute) {
    const storage = await openStore()
    let time = 1_700_000_000_000
    const keyring = createKeyring(`k1:${Buffer.alloc(32, 7).toString('base64')}`)
    const codes = createCodes({ storage, keyring, now: () => time, ttlMs })
    const claim = (code: string, changes: Partial<CodeClaim> = {}): CodeClaim => ({
      code,
      accountId: 'acct_1',
      environment: 'test',
      service: 'slack',
      tokenId: 'tok_1',
      ...changes,
    })
    return {
      storage,
      codes,
      claim,
      now: () => time,
      wait: (milliseconds: number) => {
        time += milliseconds
      },
    }
  }

  test('a code is redeemed once and returns the grant input', async () => {
    const { storage, codes, claim } = await setUp()
    const code = await codes.create(input)
    expect(code).toMatch(/^mtoc_[A-Za-z0-9_-]{43}$/)
    const first = await codes.redeem(claim(code))
    expect(first).toEqual({ outcome: 'redeemed', grantInput })
    expect(await codes.recordIntegration(storage.db, code, 'int_9')).toBe(true)
    expect(await codes.redeem(claim(code, { tokenId: 'tok_2' }))).toMatchObject({
      outcome: 'used',
      usedByTokenId: 'tok_1',
      integrationId: 'int_9',
    })
  })

  test('of many parallel redemptions exactly one gets the grant input', async () => {
    const { codes, claim } = await setUp()
    const code = await codes.create(input)
    const redemptions = await Promise.all(
      Array.from({ length: 12 }, () => codes.redeem(claim(code))),
    )
    expect(redemptions.filter(({ outcome }) => outcome === 'redeemed')).toHaveLength(1)
    expect(redemptions.filter(({ outcome }) => outcome === 'used')).toHaveLength(11)
  })

  test.each<[string, Partial<CodeClaim>]>([
    ['another account', { accountId: 'acct_2' }],
    ['another environment', { environment: 'live' }],
    ['another service', { service: 'gmail' }],
  ])('a claim for %s is refused and does not spend the code', async (_, changes) => {
    const { codes, claim } = await setUp()
    const code = await codes.create(input)
    expect(await codes.redeem(claim(code, changes))).toEqual({ outcome: 'wrong_binding' })
    expect(await codes.redeem(claim(code))).toMatchObject({ outcome: 'redeemed' })
  })

  test.each([
    ['an empty text', ''],
    ['a prefix alone', 'mtoc_'],
    ['a provider code', '4/0AX4XfWh'],
    ['a text in the form of a code', `mtoc_${'A'.repeat(43)}`],
    ['a text with the prefix in capitals', `MTOC_${'A'.repeat(43)}`],
    ['a text with a NUL', `mtoc_${'A'.repeat(42)}\0`],
    ['a text of 20 KB', `mtoc_${'A'.repeat(20_000)}`],
    ['the token of a bot', '1000000001:sandbox_bot_token_for_everybody'],
  ])('%s is an unknown code', async (_, code) => {
    const { codes, claim } = await setUp()
    expect(await codes.redeem(claim(code))).toEqual({ outcome: 'unknown' })
  })

  test.each([
    ['the configured five minutes', 5 * minute, {}],
    ['five minutes at most, when an hour is configured', 60 * minute, {}],
    ['the configured two minutes', 2 * minute, {}],
    [
      'half a minute less than the provider code',
      5 * minute,
      { providerCodeEndsAt: 1_700_000_000_000 + 3 * minute },
    ],
  ])('a code lives for %s', async (_, ttlMs, changes) => {
    const lifetimeMs = Math.min(
      ttlMs,
      5 * minute,
      'providerCodeEndsAt' in changes ? 2.5 * minute : ttlMs,
    )
    const { codes, claim, wait } = await setUp(ttlMs)
    const inTime = await codes.create({ ...input, ...changes })
    const late = await codes.create({ ...input, ...changes })
    wait(lifetimeMs - 1)
    expect(await codes.redeem(claim(inTime))).toMatchObject({ outcome: 'redeemed' })
    wait(1)
    expect(await codes.redeem(claim(late))).toEqual({ outcome: 'expired' })
  })

  test('neither a code nor its grant input is readable in the store', async () => {
    const { codes, storage } = await setUp()
    const code = await codes.create(input)
    const rows = JSON.stringify(await storage.db.selectFrom('oauth_codes').selectAll().execute())
    expect(rows).toContain(hashSecret(code))
    for (const secret of [code, grantInput.code, grantInput.codeVerifier]) {
      expect(rows).not.toContain(secret)
    }
  })

  test('the grant input is deleted when its code is spent, and opens only in the row of its code', async () => {
    const { codes, claim, storage } = await setUp()
    const [spent, one, two] = [
      await codes.create(input),
      await codes.create(input),
      await codes.create(input),
    ]
    await codes.redeem(claim(spent))
    const readRow = (code: string) =>
      storage.db
        .selectFrom('oauth_codes')
        .select('grant_input')
        .where('hash', '=', hashSecret(code))
        .executeTakeFirstOrThrow()
    expect((await readRow(spent)).grant_input).toBeNull()
    await storage.db
      .updateTable('oauth_codes')
      .set({ grant_input: (await readRow(one)).grant_input })
      .where('hash', '=', hashSecret(two))
      .execute()
    await expect(codes.redeem(claim(two))).rejects.toThrow()
  })

  test('a grant that is held under a spent code is returned once, to the token that spent the code', async () => {
    const { codes, claim } = await setUp()
    const code = await codes.create(input)
    await expect(codes.hold(code, grant)).rejects.toThrow()
    await codes.redeem(claim(code))
    await codes.hold(code, grant)
    expect(await codes.redeem(claim(code))).toMatchObject({ outcome: 'held', grant })
    expect(await codes.takeHold(claim(code, { tokenId: 'tok_2' }))).toBeNull()
    expect(await codes.takeHold(claim(code, { accountId: 'acct_2' }))).toBeNull()
    const taken = await Promise.all([1, 2, 3].map(() => codes.takeHold(claim(code))))
    expect(taken.filter((held) => held !== null)).toHaveLength(1)
    expect(taken.filter((held) => held === null)).toHaveLength(2)
    expect(await codes.redeem(claim(code))).toMatchObject({ outcome: 'used' })
  })

  test('a hold that nobody decided about is listed after its code has expired, until it is removed', async () => {
    const { storage, codes, claim, wait } = await setUp()
    const code = await codes.create(input)
    await codes.redeem(claim(code))
    await codes.hold(code, grant)
    expect(await codes.listExpiredHolds()).toEqual([])
    wait(6 * minute)
    expect(await codes.takeHold(claim(code))).toBeNull()
    const [expired] = await codes.listExpiredHolds()
    expect(expired).toMatchObject({ service: 'slack', accountId: 'acct_1', grant })
    wait(48 * 60 * minute)
    await codes.sweep()
    expect(await codes.listExpiredHolds()).toHaveLength(1)
    expect(await codes.removeExpiredHold(storage.db, expired?.hash ?? '')).toBe(true)
    expect(await codes.removeExpiredHold(storage.db, expired?.hash ?? '')).toBe(false)
    expect(await codes.listExpiredHolds()).toEqual([])
    await codes.sweep()
    expect(await codes.redeem(claim(code))).toEqual({ outcome: 'unknown' })
  })
})
