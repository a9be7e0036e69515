import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { RefusedRequests } from '../activity/refused-requests'
import type { SupportSteps } from '../activity/support-steps'
import type { ApiProblem } from '../core/api-problem'
import type { Api, ApiEnv } from './api'
import { typeOfOperation } from './request-types'

interface Records {
  refusedRequests: RefusedRequests
  supportSteps: SupportSteps
}

/** Returns the activity type of each operation, by its method and route, such as `POST /v1/tokens`. */
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

/** Returns whether a request was refused or failed. Null when it succeeded, and when a read or a replayed answer failed. */
function outcomeOf({ req, res }: Context<ApiEnv>): 'refused' | 'failed' | null {
  if (res.status === 403) return 'refused'
  const isRead = req.method === 'GET' || req.method === 'HEAD'
  const isReplayed = res.headers.has('idempotency-replayed')
  return res.status < 400 || isRead || isReplayed ? null : 'failed'
}

/** Returns the reason in the record: what the role may not do, what is in conflict, or the code of the problem. */
function reasonOf(problem: ApiProblem | undefined, outcome: 'refused' | 'failed') {
  const { reason } = problem?.members ?? {}
  if (outcome === 'refused') return reason?.slice(0, 64)
  return problem?.code === 'conflict' && reason ? reason.slice(0, 64) : problem?.code
}

/** Where the Model Context Protocol is spoken. A client sends several messages for one call. */
const mcpPath = '/v1/mcp'

/** Calls of tools are recorded in a ledger of their own, except those that the role of the caller does not allow. */
const toolCall = 'tool.call'

/** The writes of support staff that are recorded where they are done. The others are recorded here. */
const recordedElsewhere = ['integration.disconnect', 'reconnect_link.create']

/**
 * Returns the middleware that records every request of a known caller that was refused, every write that failed, and everything
 * that support staff read or do. Keeps the id of every request that was answered with a problem. A record has neither the body nor the query of the request. A request of support staff fails when
 * it cannot be recorded. To be used after `authenticate`.
 */
export function recordRequests(
  api: Api,
  { refusedRequests, supportSteps }: Records,
): MiddlewareHandler<ApiEnv> {
  let types: Map<string, string> | undefined
  return async (c, next) => {
    await next()
    if (c.res.status >= 400) refusedRequests.refer(c.get('caller'), c.get('requestId'))
    const outcome = outcomeOf(c)
    const isOfSupport = c.get('caller').visit !== undefined
    if (outcome === null && !isOfSupport) return
    types ??= typesByRoute(api)
    const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
    const type = types.get(`${method} ${routePath(c, -1)}`)
    if (type === undefined || (type === toolCall && outcome !== 'refused')) return
    if (outcome === null) {
      const isStep = c.res.status < 400 && !recordedElsewhere.includes(type)
      if (isStep)
        await supportSteps.record(c.get('caller'), {
          type,
          path: c.req.path,
          isRead: method === 'GET',
        })
      return
    }
    refusedRequests.record(c.get('caller'), {
      type,
      outcome,
      reason: reasonOf(c.get('problem'), outcome),
      path: c.req.path,
      isOfSeries: c.req.path === mcpPath,
    })
  }
}
