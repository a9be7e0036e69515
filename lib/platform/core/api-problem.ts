import type { AccountReference, ProblemCode } from '@/lib/contract/api/problem'

export interface ProblemMembers {
  /** Which field of the request was refused. */
  field?: string | undefined
  /** Tells apart what one code covers, e.g. `used` and `expired`. */
  reason?: string | undefined
  expected?: AccountReference | undefined
  received?: AccountReference | undefined
  /** Seconds; becomes `Retry-After`. */
  retryAfterSeconds?: number
  allow?: string
  /** The request that got this answer first, when it is given again. */
  requestId?: string
}

/** Ends a request with an error answer. `detail` is read by people: no secret, no provider's text. */
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

/** Unknown ids and those of other accounts or environments get this one answer. */
export function unknownId(noun: string): ApiProblem {
  return new ApiProblem('not_found', `There is no ${noun} with this id.`)
}

export function unknownIntegration(): ApiProblem {
  return unknownId('integration')
}
