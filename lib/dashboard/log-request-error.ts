import 'server-only'
import type { Instrumentation } from 'next'
import { theDashboard } from './composition'

/** Whatever a page or handler threw and nobody caught; the digest is what the error page shows. */
export const logRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  const { method } = request
  const { routePath: route, routeType: kind } = context
  theDashboard().log.error({ err: error, digest, method, route, kind }, 'not caught')
}
