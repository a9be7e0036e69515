import { createMiteos } from '@/lib/dashboard/miteos/miteos-client'
import { MiteosError } from '@/lib/dashboard/miteos/miteos-error'
import type { Transport } from '@/lib/dashboard/miteos/miteos-transport'
import { createPauses } from '@/lib/dashboard/miteos/pauses'

/** Returns the API client of one person over the transport of a test. */
export function miteosOver(send: Transport, { timeout = 1000, now = (): number => 0 } = {}) {
  const api = { base: 'http://localhost:3000/v1', send, timeout, now }
  return createMiteos(api, {
    bearer: () => 'mt_test_token',
    requestId: 'request-1',
    pauses: createPauses(now)('per_ana'),
  })
}

/** Returns the error with which a call fails. */
export async function failureOf(work: Promise<unknown>): Promise<MiteosError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof MiteosError)) throw new Error(`expected a MiteosError, got ${error}`)
  return error
}
