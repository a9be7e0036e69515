import 'server-only'
import { theDashboard } from '../composition'
import { ApiError } from './api-error'
import { problemResponse } from './api-response'
import { refusalPage } from './form-handler'
import type { Handler, Params } from './handler'
import { requestIdOf } from './request-id'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof methods)[number]
/** On a path without a dynamic segment Next resolves `params` to nothing. */
type Context = { params: Promise<Record<string, string | string[]> | undefined> }
type Route = (request: Request, context: Context) => Promise<Response>

/** A page for people, whom a reload or the address bar leads to where a form was sent. */
function refusing(allowed: readonly string[]): Route {
  return async (request) => {
    const [answer, members] = new URL(request.url).pathname.startsWith('/api/')
      ? [problemResponse, {}]
      : [refusalPage, { detail: 'This address only takes what a form sends.' }]
    const error = new ApiError('method_not_allowed', { allow: allowed.join(', '), ...members })
    return answer(error, requestIdOf(request), theDashboard().settings.appUrl)
  }
}

function singleSegments(params: Record<string, string | string[]> = {}): Params {
  const single = Object.entries(params).filter((entry): entry is [string, string] => {
    return typeof entry[1] === 'string'
  })
  return Object.fromEntries(single)
}

function running(handler: Handler): Route {
  return async (request, { params }) =>
    handler(request, theDashboard(), singleSegments(await params))
}

/**
 * The exports of a `route.ts`: the given handlers, and 405 with `Allow` for every other method. HEAD is
 * answered by Next from GET.
 */
export function routes(handlers: Partial<Record<Method, Handler>>): Record<Method, Route> {
  const offered = methods.filter((method) => handlers[method])
  const allowed = offered.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : method))
  const refuse = refusing(allowed)
  const of = (method: Method) => {
    const handler = handlers[method]
    return handler ? running(handler) : refuse
  }
  return {
    GET: of('GET'),
    POST: of('POST'),
    PUT: of('PUT'),
    PATCH: of('PATCH'),
    DELETE: of('DELETE'),
    OPTIONS: of('OPTIONS'),
  }
}
