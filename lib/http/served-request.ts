import { AsyncLocalStorage } from 'node:async_hooks'
import { requestIdOf } from './request-id'
import { newTrace, type Trace, traceFrom, traceparentOf } from './trace'

/** The ids of the request that is being served, for the log. */
export interface ServedRequest extends Trace {
  requestId: string
}

declare global {
  /**
   * The request of the running work. It is on `globalThis`, because server.mjs sets it, and Next loads this module
   * several times.
   */
  var miteosServedRequest: AsyncLocalStorage<ServedRequest> | undefined
}

function servedRequests(): AsyncLocalStorage<ServedRequest> {
  globalThis.miteosServedRequest ??= new AsyncLocalStorage()
  return globalThis.miteosServedRequest
}

/**
 * Runs the work of one request and returns its result. During all of that work, also after the answer, `servedRequest`
 * returns the request.
 */
export function serve<Result>(request: Request, work: () => Result): Result {
  const trace = traceFrom(request.headers.get('traceparent'))
  return servedRequests().run({ requestId: requestIdOf(request), ...trace }, work)
}

/**
 * Runs work that belongs to no request, although a request may have caused it: inside,
 * `servedRequest` returns `undefined`.
 */
export function runOutsideRequest<Result>(work: () => Result): Result {
  return servedRequests().exit(work)
}

/** Returns the request that is being served, or `undefined` when there is none. */
export function servedRequest(): ServedRequest | undefined {
  return servedRequests().getStore()
}

/** Returns the fields that name the request that is being served, for a line of the log. */
export function servedRequestFields(): { request_id?: string; trace_id?: string } {
  const served = servedRequest()
  return served ? { request_id: served.requestId, trace_id: served.traceId } : {}
}

/** Returns the `traceparent` header for a request that we send while serving a request. */
export function traceparentToSend(): string {
  return traceparentOf(servedRequest() ?? newTrace())
}
