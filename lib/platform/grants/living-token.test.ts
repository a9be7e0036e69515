import { expect, test } from 'vitest'
import { type StoredGrant, withLivingToken } from './living-token'

type Gone = { state: 'gone' }
const alive = { state: 'alive' } as const
const stale = { state: 'stale', reason: 'expired' } as const

/** Returns the call of a provider that accepts only these tokens, and the list of the tokens that it received. */
function providerAccepting(acceptedTokens: string[]) {
  const receivedTokens: string[] = []
  const use = async (token: string) => {
    receivedTokens.push(token)
    return acceptedTokens.includes(token) ? alive : stale
  }
  return { receivedTokens, use }
}

/** Returns a grant whose token `old` is renewed to `new`, and the list of the reasons of its renewals. */
function renewableGrant(isRenewalDue: boolean) {
  const reasons: string[] = []
  const grant: StoredGrant<string, Gone> = {
    stored: 'old',
    isRenewalDue,
    async renew(reason) {
      reasons.push(reason)
      return { renewed: 'new' }
    },
  }
  return { grant, reasons }
}

test('a token that works is used without a renewal', async () => {
  const { receivedTokens, use } = providerAccepting(['old'])
  const { grant, reasons } = renewableGrant(false)
  expect(await withLivingToken(grant, use)).toEqual(alive)
  expect([receivedTokens, reasons]).toEqual([['old'], []])
})

test('a token that has run out is renewed before it is used', async () => {
  const { receivedTokens, use } = providerAccepting(['new'])
  const { grant, reasons } = renewableGrant(true)
  expect(await withLivingToken(grant, use)).toEqual(alive)
  expect([receivedTokens, reasons]).toEqual([['new'], ['expired']])
})

test('a token that the provider refuses is renewed, and the new token is used', async () => {
  const { receivedTokens, use } = providerAccepting(['new'])
  const { grant, reasons } = renewableGrant(false)
  expect(await withLivingToken(grant, use)).toEqual(alive)
  expect([receivedTokens, reasons]).toEqual([['old', 'new'], ['expired']])
})

test.each([true, false])(
  'a token is renewed only once (when it has run out before the first use: %s)',
  async (isRenewalDue) => {
    const { use } = providerAccepting([])
    const { grant, reasons } = renewableGrant(isRenewalDue)
    expect(await withLivingToken(grant, use)).toEqual(stale)
    expect(reasons).toHaveLength(1)
  },
)

test('the answer for a token that cannot be renewed is returned', async () => {
  const { receivedTokens, use } = providerAccepting([])
  const grant: StoredGrant<string, Gone> = { stored: 'old', isRenewalDue: false }
  expect(await withLivingToken(grant, use)).toEqual(stale)
  expect(receivedTokens).toEqual(['old'])
})

test('the result of a renewal that gave no usable credential is returned', async () => {
  const { receivedTokens, use } = providerAccepting([])
  const renew = async () => ({ unusable: { state: 'gone' as const } })
  const grant: StoredGrant<string, Gone> = { stored: 'old', isRenewalDue: true, renew }
  expect(await withLivingToken(grant, use)).toEqual({ state: 'gone' })
  expect(receivedTokens).toEqual([])
})
