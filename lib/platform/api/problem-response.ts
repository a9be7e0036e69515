import { z } from 'zod'
import {
  type Problem,
  type ProblemCode,
  problemSchema,
  problemStatus,
} from '@/lib/contract/api/problem'
import { ApiProblem } from '../core/api-problem'

const titles: Record<ProblemCode, string> = {
  invalid_json: 'The body is not valid JSON',
  invalid_oauth_code: 'The code cannot be used',
  unauthorized: 'A valid API token is required',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  method_not_allowed: 'Method not allowed',
  account_mismatch: 'Another account came back',
  conflict: 'This conflicts with what is there',
  idempotency_conflict: 'The idempotency key is taken',
  payload_too_large: 'The body is too large',
  unsupported_media_type: 'Unsupported media type',
  invalid_request: 'The request is not valid',
  invalid_scope: 'Not enough was granted',
  rate_limited: 'Too many requests',
  internal_error: 'Something went wrong',
  provider_error: 'The provider failed',
  unavailable: 'Temporarily unavailable',
  provider_timeout: 'The provider did not answer in time',
}

/** Returns the body of a problem, as RFC 9457 defines it (https://www.rfc-editor.org/rfc/rfc9457#section-3). */
export function problemBody(problem: ApiProblem, requestId: string): Problem {
  const { field, reason, expected, received } = problem.members
  return problemSchema.parse({
    type: `urn:miteos:problem:${problem.code}`,
    title: titles[problem.code],
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
