import 'server-only'
import { redirect } from 'next/navigation'
import type { Failure, FirstAnswer } from '@/lib/contract/view/failure'
import { within } from '@/lib/http/within'
import type { Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import { safeSignInPath } from '../routes/return-path'

const maxWaitMs = 400

function failureOf({ kind, retryAfterSeconds, requestId }: MiteosError): Failure {
  return {
    kind,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(requestId === undefined ? {} : { referenceId: requestId }),
  }
}

/**
 * Returns what a page that is being rendered shows first: the value, the failure, or `slow` after 400 ms. After
 * `slow` the browser sends the same request and gets the answer to the read that is still running. When `withoutTimeLimit`
 * is true, there is no limit. Redirects to the sign-in page when the token is no longer valid.
 */
export async function firstAnswer<T>(
  miteos: Miteos,
  work: Promise<T>,
  { withoutTimeLimit, returnTo }: { withoutTimeLimit: boolean; returnTo: string },
): Promise<FirstAnswer<T>> {
  const finished = work.then(
    (value): FirstAnswer<T> => ({ kind: 'ready', value, at: Date.now() }),
    (error: unknown): FirstAnswer<T> => {
      if (!(error instanceof MiteosError)) throw error
      return { kind: 'failed', failure: failureOf(error), at: Date.now() }
    },
  )
  const answer = await (withoutTimeLimit
    ? finished
    : within(finished, maxWaitMs, { kind: 'slow' as const }))
  if (answer.kind === 'slow') miteos.keepUnfinished()
  const isSignedOut = answer.kind === 'failed' && answer.failure.kind === 'unauthorized'
  if (isSignedOut) redirect(safeSignInPath(returnTo, 'revoked'))
  return answer
}
