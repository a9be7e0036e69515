import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { plainHeaders } from '@/lib/http/plain-headers'
import { requestIdOf } from '@/lib/http/request-id'
import { ApiError } from '../routes/api-error'
import { problemResponse } from '../routes/api-response'
import type { Handler } from '../routes/handler'
import { takeReadings } from './readings'

const hash = (text: string) => createHash('sha256').update(text).digest()

/** Returns whether the header has the token. The time that this takes does not depend on the token. */
function hasToken(authorization: string | null, token: string): boolean {
  const presented = /^Bearer +(\S{1,512})$/i.exec(authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(hash(presented), hash(token))
}

/**
 * Answers a request that has `METRICS_TOKEN` as its bearer token with the metrics of this process,
 * in the text format of Prometheus. Answers 404 when that variable is not set. While the store is
 * down, the metrics of the queues are missing.
 */
export const answerMetrics: Handler = async (request, dashboard) => {
  const { metrics, settings } = dashboard
  const { appUrl, metricsToken } = settings
  if (!metrics || !metricsToken) {
    const error = new ApiError('not_found', { detail: 'There is nothing at this address.' })
    return problemResponse(error, requestIdOf(request), appUrl)
  }
  if (!hasToken(request.headers.get('authorization'), metricsToken)) {
    const error = new ApiError('unauthorized', { detail: 'Send METRICS_TOKEN as a bearer token.' })
    const refusal = problemResponse(error, requestIdOf(request), appUrl)
    refusal.headers.set('www-authenticate', 'Bearer')
    return refusal
  }
  const text = await metrics.write(await takeReadings(dashboard))
  const headers = { ...plainHeaders(appUrl), 'content-type': metrics.contentType }
  return new Response(text, { headers })
}
