import type { z } from 'zod'
import { shownAccountSchema } from '@/lib/contract/api/external-account'
import { problemSchema } from '@/lib/contract/api/problem'
import type { FailureKind } from '@/lib/contract/view/failure'
import { isNamedError } from '@/lib/http/named-error'

const optionalAccount = shownAccountSchema.optional().catch(undefined)
/** A problem of which each member may be missing, as in the answers of some remote APIs. */
export const looseProblemSchema = problemSchema
  .partial()
  .extend({ expected: optionalAccount, received: optionalAccount })
export type LooseProblem = z.infer<typeof looseProblemSchema>

/** The kind of failure, which alone decides what the dashboard does next. */
export type MiteosErrorKind = Exclude<FailureKind, 'offline' | 'session_changed' | 'place_changed'>

interface Details {
  status?: number
  /** From 1 to 60. */
  retryAfterSeconds?: number
  problem?: LooseProblem
  /** The id of the request in the log. */
  requestId?: string | undefined
  /** True when the request was never sent, so that it cannot have changed anything. */
  wasNeverSent?: boolean
  cause?: unknown
}

/** The failure of a call to the API. Its message contains nothing that the API wrote. */
export class MiteosError extends Error {
  override readonly name = 'MiteosError'
  readonly status: number | undefined
  readonly retryAfterSeconds: number | undefined
  readonly problem: LooseProblem
  readonly wasNeverSent: boolean
  readonly requestId: string | undefined

  /** Recognizes errors of other bundles too: the build has a copy of this class in each. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamedError(value, 'MiteosError')
  }

  constructor(
    readonly kind: MiteosErrorKind,
    { status, retryAfterSeconds, problem, wasNeverSent, requestId, cause }: Details = {},
  ) {
    super(`the API call failed: ${kind}${status ? ` (${status})` : ''}`, { cause })
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
    this.problem = problem ?? {}
    this.wasNeverSent = wasNeverSent ?? false
    this.requestId = requestId
  }
}
