import type { AccountReference } from '@/lib/contract/api/external-account'
import type { ProblemCode } from '@/lib/contract/api/problem'

export interface ProblemMembers {
  /** The field of the request that was refused. */
  field?: string | undefined
  /** Distinguishes cases of one code, such as `used` and `expired`. */
  reason?: string | undefined
  /** The account that the integration has, when the grant is for another account. */
  expected?: AccountReference | undefined
  /** The account that the grant is for. */
  received?: AccountReference | undefined
  /** The seconds to wait, sent as `Retry-After`. */
  retryAfterSeconds?: number
  /** The methods that the address accepts, sent as `Allow`. */
  allow?: string
  /** The id of the request that got this answer first, when the answer is repeated. */
  requestId?: string
}

/**
 * Thrown to end a request with an error answer. People read `detail`, so it must not contain a secret or a
 * provider's text.
 */
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

/** The detail of the problem that answers a request after an unexpected error. */
export const unexpectedDetail =
  'Something went wrong on our side. The request id leads to it in the log.'

/** Returns the problem to answer when the store cannot be used now. */
export function storeUnavailable(cause: unknown): ApiProblem {
  return new ApiProblem(
    'unavailable',
    'Miteos cannot reach its own store right now. Try again in a moment.',
    { retryAfterSeconds: 5 },
    { cause },
  )
}

/** Returns the problem for an unknown id. An id of another account or environment gets the same problem. */
export function unknownId(noun: string): ApiProblem {
  return new ApiProblem('not_found', `There is no ${noun} with this id.`)
}

export function unknownIntegration(): ApiProblem {
  return unknownId('integration')
}
