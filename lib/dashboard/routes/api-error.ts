import { isStorageUnavailable } from '@/lib/storage/unavailable'
import { MiteosError, type MiteosErrorKind } from '../miteos/miteos-error'

const errorCodes = {
  invalid_json: [400, 'The body is not valid JSON.'],
  invalid_id: [400, 'No integration can have this id.'],
  unauthorized: [401, 'You are not signed in, or your session has ended.'],
  forbidden: [403, 'Your role may not do this.'],
  wrong_origin: [403, 'This request did not come from a page of this server.'],
  not_found: [404, 'There is no integration with this id.'],
  method_not_allowed: [405, 'This method is not offered here.'],
  conflict: [409, 'This cannot be done as things stand.'],
  session_changed: [409, 'You are now signed in as somebody else.'],
  place_changed: [409, 'You now work in another account or environment.'],
  payload_too_large: [413, 'A request body may hold 16 KB at most.'],
  unsupported_media_type: [415, 'The body has to be application/json in UTF-8.'],
  invalid_request: [422, 'The request is not valid.'],
  rate_limited: [429, 'Too many requests; wait a moment.'],
  internal_error: [500, 'Something went wrong here.'],
  upstream_invalid: [502, 'Miteos answered with something that cannot be read.'],
  upstream_error: [502, 'Miteos cannot be reached or failed.'],
  unavailable: [503, 'The server cannot reach its storage.'],
  upstream_timeout: [504, 'Miteos is not answering.'],
} as const satisfies Record<string, readonly [status: number, detail: string]>

type ErrorCode = keyof typeof errorCodes

/** The members and headers of one answer that its code does not determine. */
interface Members {
  /** The code in the answer, when it differs from the code of the error. */
  sentCode?: string | undefined
  detail?: string
  retryAfterSeconds?: number | undefined
  /** The value of the `Allow` header. */
  allow?: string
}

/** Throw this error to answer a request with an error. People read `detail`. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly detail: string

  constructor(
    readonly code: ErrorCode,
    readonly members: Members = {},
    options?: ErrorOptions,
  ) {
    super(code, options)
    const [status, detail] = errorCodes[code]
    this.status = status
    this.detail = members.detail ?? detail
  }
}

const codeByKind: Record<MiteosErrorKind, ErrorCode> = {
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
  not_found: 'not_found',
  conflict: 'conflict',
  refused: 'invalid_request',
  rate_limited: 'rate_limited',
  timeout: 'upstream_timeout',
  unreachable: 'upstream_error',
  invalid: 'upstream_invalid',
  failed: 'upstream_error',
}

const codePattern = /^[a-z_]{1,64}$/

/** Converts a thrown value to the error with which to answer. */
export function apiErrorOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof MiteosError) {
    const { kind, problem, retryAfterSeconds } = error
    const hasMoreExactCode = kind === 'conflict' || kind === 'refused'
    const sentCode =
      hasMoreExactCode && codePattern.test(problem.code ?? '') ? problem.code : undefined
    return new ApiError(codeByKind[kind], { sentCode, retryAfterSeconds }, { cause: error })
  }
  const code = isStorageUnavailable(error) ? 'unavailable' : 'internal_error'
  return new ApiError(code, code === 'unavailable' ? { retryAfterSeconds: 5 } : {}, {
    cause: error,
  })
}
