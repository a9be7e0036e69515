import type { z } from 'zod'
import { problemSchema, shownAccountSchema } from '@/lib/contract/api/problem'
import type { FailureKind } from '@/lib/contract/view/failure'

const account = shownAccountSchema.optional().catch(undefined)
/** As much of a problem as an answer held: a remote API may leave out any of it. */
export const looseProblemSchema = problemSchema
  .partial()
  .extend({ expected: account, received: account })
export type LooseProblem = z.infer<typeof looseProblemSchema>

/** What to do next depends on it; nothing else does. */
export type MiteosErrorKind = Exclude<FailureKind, 'offline' | 'session_changed'>

interface Details {
  status?: number
  /** Seconds, from 1 to 60. */
  retryAfterSeconds?: number
  problem?: LooseProblem
  /** The id under which the request stands in the log. */
  requestId?: string | undefined
  /** The request never left: nothing can have happened. */
  neverSent?: boolean
  cause?: unknown
}

/** Every way in which a call to the API can fail. Its message holds nothing that the API wrote. */
export class MiteosError extends Error {
  override readonly name = 'MiteosError'
  readonly status: number | undefined
  readonly retryAfterSeconds: number | undefined
  readonly problem: LooseProblem
  readonly neverSent: boolean
  readonly requestId: string | undefined

  constructor(
    readonly kind: MiteosErrorKind,
    { status, retryAfterSeconds, problem, neverSent, requestId, cause }: Details = {},
  ) {
    super(`the API call failed: ${kind}${status ? ` (${status})` : ''}`, { cause })
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
    this.problem = problem ?? {}
    this.neverSent = neverSent ?? false
    this.requestId = requestId
  }
}
