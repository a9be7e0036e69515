import { expect, test } from 'vitest'
import { type StoredGrant, withLivingToken } from './living-token'

type Lost = { state: 'gone' }
const alive = { state: 'alive' } as const
const stale = { state: 'stale', reason: 'expired' } as const

/** A provider that accepts the tokens in `living` and records each token that it receives. */
function provider(living: string[]) {
  const shown: string[] = []
  const use = async (token: string) => {
    shown.push(token)
    return living.includes(token) ? alive : stale
  }
  return { shown, use }
}

/** The token `old`, which a renewal replaces by `new`. */
function renewable(isDue: boolean) {
  const reasons: string[] = []
  const grant: StoredGrant<string, Lost> = {
    stored: 'old',
    isDue,
    async renew(reason) {
      reasons.push(reason)
      return { renewed: 'new' }
    },
  }
  return { grant, reasons }
}

test('a token that works is used as it is', async () => {
  const { shown, use } = provider(['old'])
  const { grant, reasons } = renewable(false)
  expect(await withLivingToken(grant, use)).toEqual(alive)
  expect([shown, reasons]).toEqual([['old'], []])
})

test('a token that has run out is renewed before it is used', async () => {
  const { shown, use } = provider(['new'])
  const { grant, reasons } = renewable(true)
  expect(await withLivingToken(grant, use)).toEqual(alive)
  expect([shown, reasons]).toEqual([['new'], ['expired']])
})

test('a token that the provider refuses is renewed and used again', async () => {
  const { shown, use } = provider(['new'])
  const { grant, reasons } = renewable(false)
  expect(await withLivingToken(grant, use)).toEqual(alive)
  expect([shown, reasons]).toEqual([['old', 'new'], ['expired']])
})

test.each([true, false])('a token is renewed once only (due at first: %s)', async (isDue) => {
  const { use } = provider([])
  const { grant, reasons } = renewable(isDue)
  expect(await withLivingToken(grant, use)).toEqual(stale)
  expect(reasons).toHaveLength(1)
})

test('a token that cannot be renewed is stale', async () => {
  const { shown, use } = provider([])
  const grant: StoredGrant<string, Lost> = { stored: 'old', isDue: false }
  expect(await withLivingToken(grant, use)).toEqual(stale)
  expect(shown).toEqual(['old'])
})

test('the result of a renewal without a usable credential is returned', async () => {
  const { shown, use } = provider([])
  const renew = async () => ({ unusable: { state: 'gone' as const } })
  const grant: StoredGrant<string, Lost> = { stored: 'old', isDue: true, renew }
  expect(await withLivingToken(grant, use)).toEqual({ state: 'gone' })
  expect(shown).toEqual([])
})
