import type { AccountReference, ProblemCode } from '@/lib/contract/api/problem'

export interface ProblemMembers {
  /** Which field of the request was refused. */
  field?: string | undefined
  /** Distinguishes cases of one code, such as `used` and `expired`. */
  reason?: string | undefined
  expected?: AccountReference | undefined
  received?: AccountReference | undefined
  /** Seconds; becomes `Retry-After`. */
  retryAfterSeconds?: number
  allow?: string
  /** The id of the request that got this answer first, when the answer is repeated. */
  requestId?: string
}

/** Ends a request with an error answer. People read `detail`: no secret and no provider's text in it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'

  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly members: ProblemMembers = {},
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail}`, options)
  }
}

/** Returns the one answer for an unknown id and for an id of another account or environment. */
export function unknownId(noun: string): ApiProblem {
  return new ApiProblem('not_found', `There is no ${noun} with this id.`)
}

export function unknownIntegration(): ApiProblem {
  return unknownId('integration')
}
