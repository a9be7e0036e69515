import { createMiteos } from '@/lib/dashboard/miteos/miteos-client'
import { MiteosError } from '@/lib/dashboard/miteos/miteos-error'
import type { Transport } from '@/lib/dashboard/miteos/miteos-transport'
import { createRateLimitWaits } from '@/lib/dashboard/miteos/rate-limit-waits'

/** The API as one person, over a transport of the test's. */
export function speaking(send: Transport, { timeoutMs = 1000, now = (): number => 0 } = {}) {
  const api = { base: 'http://localhost:3000/v1', send, timeoutMs, now }
  return createMiteos(api, {
    bearer: () => 'mt_test_token',
    requestId: 'request-1',
    rateLimitWait: createRateLimitWaits(now)('per_ana'),
  })
}

/** How a call fails. */
export async function failureOf(work: Promise<unknown>): Promise<MiteosError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof MiteosError)) throw new Error(`expected a MiteosError, got ${error}`)
  return error
}
