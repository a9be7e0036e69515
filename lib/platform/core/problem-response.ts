import { z } from 'zod'
import {
  type Problem,
  type ProblemCode,
  problemSchema,
  problemStatus,
  problemTitle,
  problemType,
} from '@/lib/contract/api/problem'
import { ApiProblem } from './api-problem'

/**
 * Returns the body of a problem, as RFC 9457 defines it (https://www.rfc-editor.org/rfc/rfc9457#section-3). Its `type`
 * is the page at `appUrl` that explains the code.
 */
export function problemBody(problem: ApiProblem, requestId: string, appUrl: string): Problem {
  const { field, reason, expected, received } = problem.members
  return problemSchema.parse({
    type: problemType(problem.code, appUrl),
    title: problemTitle[problem.code],
    status: problemStatus[problem.code],
    detail: problem.detail,
    code: problem.code,
    request_id: problem.members.requestId ?? requestId,
    field,
    reason,
    expected,
    received,
  })
}

const codeSchema = z.custom<ProblemCode>(
  (code) => typeof code === 'string' && Object.hasOwn(problemStatus, code),
)

/** Returns the problem in a stored body. Throws when this version cannot read the body. */
export function readStoredProblem(body: string): ApiProblem {
  const { code, detail, request_id, ...members } = problemSchema
    .extend({ code: codeSchema })
    .parse(JSON.parse(body))
  const { field, reason, expected, received } = members
  return new ApiProblem(code, detail, { field, reason, expected, received, requestId: request_id })
}

/** Returns the headers of a problem: `Retry-After`, `Allow` and `WWW-Authenticate` where they apply. */
export function problemHeaders({ code, members }: ApiProblem): Record<string, string> {
  return {
    'content-type': 'application/problem+json',
    ...(members.retryAfterSeconds === undefined
      ? {}
      : { 'retry-after': String(members.retryAfterSeconds) }),
    ...(members.allow === undefined ? {} : { allow: members.allow }),
    ...(code === 'unauthorized' ? { 'www-authenticate': challenge(members.reason) } : {}),
    ...(code === 'forbidden' ? { 'www-authenticate': challenge('insufficient_scope') } : {}),
  }
}

/**
 * Returns the `WWW-Authenticate` header. For a request without a token it contains no error code
 * (https://www.rfc-editor.org/rfc/rfc6750#section-3).
 */
function challenge(reason: string | undefined): string {
  const realm = 'Bearer realm="Miteos"'
  const isError = reason === 'invalid_token' || reason === 'insufficient_scope'
  return isError ? `${realm}, error="${reason}"` : realm
}
