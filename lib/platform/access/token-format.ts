import { createHash, randomInt } from 'node:crypto'
import type { Environment } from '@/lib/contract/api/role'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 43 characters out of 62 carry 256 bits. */
const randomLength = 43
const checksumLength = 6
const tokenPattern = new RegExp(
  `^mt_(live|test)_([0-9A-Za-z]{${randomLength}})([0-9A-Za-z]{${checksumLength}})$`,
)

function checksum(body: string): string {
  const digest = createHash('sha256').update(body).digest()
  return Array.from(digest.subarray(0, checksumLength), (byte) =>
    alphabet.charAt(byte % alphabet.length),
  ).join('')
}

/** Returns a new API token: `mt_live_` or `mt_test_`, 256 random bits, and six characters of checksum. */
export function newToken(environment: Environment): string {
  const random = Array.from({ length: randomLength }, () =>
    alphabet.charAt(randomInt(alphabet.length)),
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
    checksum(token.slice(0, -checksumLength)) === token.slice(-checksumLength)
  )
}
