import 'server-only'
import type { Instrumentation } from 'next'
import { theDashboard } from './running-dashboard'

/**
 * Logs an error that a page or handler threw and that nothing caught, with the digest that the error page
 * shows.
 */
export const logRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  const { method } = request
  const { routePath: route, routeType: kind } = context
  theDashboard().log.error({ err: error, digest, method, route, kind }, 'an error was not handled')
}
