import 'server-only'
import { requestIdOf } from '@/lib/http/request-id'
import { theDashboard } from '../running-dashboard'
import { ApiError } from './api-error'
import { problemResponse } from './api-response'
import { refusalPage } from './form-handler'
import type { Handler, Params } from './handler'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof methods)[number]
/** On a path without a dynamic segment Next resolves `params` to nothing. */
type Context = { params: Promise<Record<string, string | string[]> | undefined> }
type Route = (request: Request, context: Context) => Promise<Response>

type Handlers = Partial<Record<Method, Handler>>
type Refuse = (error: ApiError, requestId: string, appUrl: string) => Response

function singleSegments(params: Record<string, string | string[]> = {}): Params {
  const single = Object.entries(params).filter((entry): entry is [string, string] => {
    return typeof entry[1] === 'string'
  })
  return Object.fromEntries(single)
}

function runHandler(handler: Handler): Route {
  return async (request, { params }) =>
    handler(request, theDashboard(), singleSegments(await params))
}

function createRoutes(handlers: Handlers, refuse: Refuse, detail?: string): Record<Method, Route> {
  const offered = methods.filter((method) => handlers[method])
  const allowed = offered.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : method))
  const members = { allow: allowed.join(', '), ...(detail === undefined ? {} : { detail }) }
  const refuseMethod: Route = async (request) => {
    const error = new ApiError('method_not_allowed', members)
    return refuse(error, requestIdOf(request), theDashboard().settings.appUrl)
  }
  const routeFor = (method: Method) => {
    const handler = handlers[method]
    return handler ? runHandler(handler) : refuseMethod
  }
  return {
    GET: routeFor('GET'),
    POST: routeFor('POST'),
    PUT: routeFor('PUT'),
    PATCH: routeFor('PATCH'),
    DELETE: routeFor('DELETE'),
    OPTIONS: routeFor('OPTIONS'),
  }
}

/**
 * Returns the exports of a `route.ts`. Only the given methods are allowed; every other method answers 405 with
 * `Allow`. Next answers HEAD with the handler of GET.
 */
export function allowOnly(handlers: Handlers): Record<Method, Route> {
  return createRoutes(handlers, problemResponse)
}

/**
 * Returns the exports of a `route.ts` for the address of a form: only POST is allowed. The 405 for every other
 * method is a page, because a reload or the address bar can lead people there.
 */
export function formRoute(handle: Handler): Record<Method, Route> {
  return createRoutes({ POST: handle }, refusalPage, 'This address only takes what a form sends.')
}
