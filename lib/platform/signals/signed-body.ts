import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Environment } from '@/lib/contract/api/role'

/** A request may be this old, and its time this far ahead of ours. */
const toleranceMs = 5 * 60_000
const hexPattern = /^[0-9a-f]{64}$/

/** Returns whether a time in whole seconds is at most five minutes away from now. */
export function isRecent(seconds: string, now: number): boolean {
  return /^\d{1,12}$/.test(seconds) && Math.abs(Number(seconds) * 1000 - now) <= toleranceMs
}

/** The secrets with which a vendor signs. The one of the sandbox is public. */
export interface SigningSecrets {
  test: string
  live: string | undefined
}

/**
 * Returns the environment to whose secret one of the signatures belongs, or `undefined`. The sandbox is tried first:
 * what its public secret has signed is never taken for a signal of the real vendor.
 *
 * @param signatures HMACs with SHA-256, in hexadecimal digits
 */
export function signerOf(
  secrets: SigningSecrets,
  prefix: string,
  body: Uint8Array,
  signatures: readonly string[],
): Environment | undefined {
  const presented = signatures
    .filter((signature) => hexPattern.test(signature))
    .map((signature) => Buffer.from(signature, 'hex'))
  return (['test', 'live'] as const).find((environment) => {
    const secret = secrets[environment]
    if (secret === undefined) return false
    const expected = createHmac('sha256', secret).update(prefix).update(body).digest()
    return presented.some((signature) => timingSafeEqual(signature, expected))
  })
}
