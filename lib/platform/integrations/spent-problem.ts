import { ApiProblem } from '../core/api-problem'

/**
 * A problem that ended a request after its code was spent. The same request cannot succeed later, so the answer
 * has to be stored for its `Idempotency-Key`.
 */
export class SpentProblem extends ApiProblem {
  constructor({ code, detail, members, cause }: ApiProblem) {
    super(code, detail, members, { cause })
  }
}

/** Converts an `ApiProblem` to a `SpentProblem`. Returns every other error unchanged. */
export function asSpentProblem(error: unknown): unknown {
  return error instanceof ApiProblem ? new SpentProblem(error) : error
}
