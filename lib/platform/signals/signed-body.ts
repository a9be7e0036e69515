import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Environment } from '@/lib/contract/api/role'

/** How far the time of a request may be behind or ahead of our time. */
const toleranceMs = 5 * 60_000
const hexPattern = /^[0-9a-f]{64}$/

/** Returns whether a time in whole seconds is at most five minutes away from now. */
export function isRecent(seconds: string, now: number): boolean {
  return /^\d{1,12}$/.test(seconds) && Math.abs(Number(seconds) * 1000 - now) <= toleranceMs
}

/**
 * The secrets with which a vendor signs, by environment. The secret of the sandbox (`test`) is
 * public.
 */
export interface SigningSecrets {
  test: string
  live: string | undefined
}

/**
 * Returns the environment with whose secret one of the signatures was made, or `undefined`. The
 * sandbox is tried first, so that a request that was signed with its public secret never counts as
 * a signal of the real vendor.
 *
 * @param prefix the text that is signed in front of the body
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
