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
