import { createMiteos } from '@/lib/dashboard/miteos/miteos-client'
import { MiteosError } from '@/lib/dashboard/miteos/miteos-error'
import type { Transport } from '@/lib/dashboard/miteos/miteos-transport'
import { createRateLimitWaits } from '@/lib/dashboard/miteos/rate-limit-waits'

/** Returns an API client of one person that sends its requests through `send`. */
export function miteosOver(send: Transport, { timeoutMs = 1000, now = (): number => 0 } = {}) {
  const api = { base: 'http://localhost:3000/v1', send, timeoutMs, now }
  return createMiteos(api, {
    bearer: () => 'mt_test_token',
    requestId: 'request-1',
    rateLimitWait: createRateLimitWaits(now)('per_ana'),
  })
}

/** Returns the error with which the work fails. Throws when the work does not fail with a MiteosError. */
export async function failureOf(work: Promise<unknown>): Promise<MiteosError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof MiteosError)) throw new Error(`expected a MiteosError, got ${error}`)
  return error
}
