import { requestIdOf } from '@/lib/http/request-id'
import { isSameOrigin } from '@/lib/http/same-origin'
import { ApiError } from './api-error'
import { problemResponse } from './api-response'
import type { Handler } from './handler'
import { logApiError } from './log-api-error'

function requireSameOrigin(request: Request, appUrl: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  if (!isSameOrigin(request, appUrl)) {
    throw new ApiError('wrong_origin', {
      sentCode: 'forbidden',
      detail: `This request did not come from a page of ${appUrl}.`,
    })
  }
}

/**
 * Creates a handler for the scripts of our own pages. A write from another site is refused. Every error becomes
 * `application/problem+json`. The log contains the cause with the same request id.
 */
export function jsonHandler(handle: Handler): Handler {
  return async (request, dashboard, params) => {
    const { appUrl } = dashboard.settings
    try {
      requireSameOrigin(request, appUrl)
      return await handle(request, dashboard, params)
    } catch (error) {
      const requestId = requestIdOf(request)
      return problemResponse(logApiError(error, dashboard, requestId), requestId, appUrl)
    }
  }
}
