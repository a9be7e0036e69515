import { ApiProblem } from '../core/api-problem'

/**
 * A problem that ended a request after its code was spent. The same request cannot succeed again, so the answer
 * has to be stored for its `Idempotency-Key`.
 */
export class SpentProblem extends ApiProblem {
  constructor({ code, detail, members, cause }: ApiProblem) {
    super(code, detail, members, { cause })
  }
}

/** Makes a `SpentProblem` of a problem that ends a request after its code was spent. Returns other errors as they are. */
export function asSpentProblem(error: unknown): unknown {
  return error instanceof ApiProblem ? new SpentProblem(error) : error
}
