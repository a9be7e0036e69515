import { expect } from 'vitest'
import { type ProblemCode, problemSchema, problemStatus } from '@/lib/contract/api/problem'

/** Expects an error answer of the API: RFC 9457, not cacheable, and with a request id that is in the log. */
export async function expectProblem(response: Response, code: ProblemCode, logged: () => string) {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const problem = problemSchema.parse(await response.json())
  expect(problem).toMatchObject({ code, status: problemStatus[code] })
  expect(response.status).toBe(problem.status)
  expect(response.headers.get('x-request-id')).toBe(problem.request_id)
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(logged()).toContain(problem.request_id)
  return problem
}
