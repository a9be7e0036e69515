import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { RefusedRequests } from '../activity/refused-requests'
import type { Api, ApiEnv } from './api'
import { typeOfOperation } from './request-types'

/** Returns the types of the activity by the method and the route of each operation, such as `POST /v1/tokens`. */
function typesByRoute({ openAPIRegistry }: Api): Map<string, string> {
  const types = new Map<string, string>()
  for (const definition of openAPIRegistry.definitions) {
    if (definition.type !== 'route') continue
    const { method, path, operationId = '' } = definition.route
    const type = typeOfOperation(operationId)
    const route = path.replace(/\{(\w+)\}/g, ':$1')
    if (type !== undefined) types.set(`${method.toUpperCase()} ${route}`, type)
  }
  return types
}

/** Returns what became of a request, or null when there is nothing to record: it was done, or nothing was to be changed. */
function outcomeOf({ req, res }: Context<ApiEnv>): 'refused' | 'failed' | null {
  if (res.status === 403) return 'refused'
  const isRead = req.method === 'GET' || req.method === 'HEAD'
  const isReplayed = res.headers.has('idempotency-replayed')
  return res.status < 400 || isRead || isReplayed ? null : 'failed'
}

/**
 * Returns the middleware that records every request of a known caller that was refused, and every write that failed. The
 * record has neither the body nor the query of the request. To be used after `authenticate`.
 */
export function recordRefusals(api: Api, refused: RefusedRequests): MiddlewareHandler<ApiEnv> {
  let types: Map<string, string> | undefined
  return async (c, next) => {
    await next()
    const outcome = outcomeOf(c)
    if (outcome === null) return
    types ??= typesByRoute(api)
    const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
    const type = types.get(`${method} ${routePath(c, -1)}`)
    if (type === undefined) return
    const problem = c.get('problem')
    const reason = outcome === 'refused' ? problem?.members.reason : problem?.code
    refused.record(c.get('caller'), {
      type,
      outcome,
      reason: reason?.slice(0, 64),
      path: c.req.path,
    })
  }
}
