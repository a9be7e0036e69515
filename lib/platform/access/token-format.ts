import { createHash, randomInt } from 'node:crypto'
import type { Environment } from '@/lib/contract/api/role'
import {
  tokenAlphabet,
  tokenChecksumLength,
  tokenExpression,
  tokenRandomLength,
} from '@/lib/contract/api/token-format'

const tokenPattern = new RegExp(`^${tokenExpression}$`)

function checksum(body: string): string {
  const digest = createHash('sha256').update(body).digest()
  return Array.from(digest.subarray(0, tokenChecksumLength), (byte) =>
    tokenAlphabet.charAt(byte % tokenAlphabet.length),
  ).join('')
}

/** Returns a new API token: `mt_live_` or `mt_test_`, 256 random bits, and six characters of checksum. */
export function newToken(environment: Environment): string {
  const random = Array.from({ length: tokenRandomLength }, () =>
    tokenAlphabet.charAt(randomInt(tokenAlphabet.length)),
  ).join('')
  const body = `mt_${environment}_${random}`
  return body + checksum(body)
}

/**
 * Returns whether a text has the form and the checksum of an API token. A mistyped token is recognised in this
 * way without a query to the store.
 */
export function isTokenShaped(token: string): boolean {
  return (
    tokenPattern.test(token) &&
    checksum(token.slice(0, -tokenChecksumLength)) === token.slice(-tokenChecksumLength)
  )
}
