import { z } from 'zod'
import { text } from '../text/text'
import { accountReferenceSchema } from './external-account'

/** Each `code` of an error answer and its HTTP status. */
export const problemStatus = {
  invalid_json: 400,
  invalid_oauth_code: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  account_mismatch: 409,
  conflict: 409,
  idempotency_conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid_request: 422,
  invalid_scope: 422,
  rate_limited: 429,
  internal_error: 500,
  provider_error: 502,
  unavailable: 503,
  provider_timeout: 504,
} as const

export type ProblemCode = keyof typeof problemStatus

/** All codes, in the order of their status. */
export const problemCodes = Object.keys(problemStatus).filter(isProblemCode)

/** Returns whether a text is the code of a problem. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemStatus, code)
}

/** The `title` of each problem. */
export const problemTitle: Record<ProblemCode, string> = {
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

/** Returns the path of the page that explains a code. */
export function problemPath(code: ProblemCode): string {
  return `/developers/errors/${code}`
}

/** Returns the `type` of a problem: the address of the page that explains its code. */
export function problemType(code: ProblemCode, appUrl: string): string {
  return `${appUrl}${problemPath(code)}`
}

/** The body of every answer under `/v1` with an error status: RFC 9457 `application/problem+json`. */
export const problemSchema = z.object({
  type: text(256),
  title: text(256),
  status: z.int().min(400).max(599),
  detail: text(1024),
  code: text(64),
  request_id: text(64),
  /** The field of the request that was refused. */
  field: text(64).optional(),
  /** Distinguishes the causes of one code, e.g. `expired`, `used` and `refused` for `invalid_oauth_code`. */
  reason: text(64).optional(),
  /** With `account_mismatch`: the account that was expected, and the one that came back. */
  expected: accountReferenceSchema.optional(),
  received: accountReferenceSchema.optional(),
})
export type Problem = z.infer<typeof problemSchema>
