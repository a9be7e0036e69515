import type { Dashboard } from '../dashboard'
import { type ApiError, apiErrorOf } from './api-error'

/** Logs a thrown value with the id of the request, and returns the error with which to answer. */
export function logApiError(error: unknown, { log }: Dashboard, requestId: string): ApiError {
  const apiError = apiErrorOf(error)
  const { code, status, cause } = apiError
  const level = status >= 500 ? 'error' : 'info'
  log[level]({ request_id: requestId, status, error_code: code, err: cause }, 'refused')
  return apiError
}
