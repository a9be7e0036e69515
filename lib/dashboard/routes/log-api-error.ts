import type { Dashboard } from '../dashboard'
import { type ApiError, apiErrorOf } from './api-error'

/** What the sender of a request that failed is told; what it was stands in the log under the request's id. */
export function logApiError(error: unknown, { log }: Dashboard, requestId: string): ApiError {
  const apiError = apiErrorOf(error)
  const { code, status, cause } = apiError
  const level = status >= 500 ? 'error' : 'info'
  log[level]({ request_id: requestId, status, error_code: code, err: cause }, 'refused')
  return apiError
}
