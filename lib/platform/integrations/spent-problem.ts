import { ApiProblem } from '../core/api-problem'

/**
 * A problem that ended a request after its code was spent. The same request sent again cannot have the
 * same result, so the answer is to be kept for its `Idempotency-Key`.
 */
export class SpentProblem extends ApiProblem {
  constructor({ code, detail, members, cause }: ApiProblem) {
    super(code, detail, members, { cause })
  }
}

/** Returns the error that ends a request which has spent its code. */
export function afterSpending(error: unknown): unknown {
  return error instanceof ApiProblem ? new SpentProblem(error) : error
}
