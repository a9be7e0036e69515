import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Holds the request that the running code serves. lib/http/served-request.ts reads the same global variable.
 *
 * @type {AsyncLocalStorage<import('@/lib/http/served-request').ServedRequest>}
 */
export const servedRequest = globalThis.miteosServedRequest ?? new AsyncLocalStorage()
globalThis.miteosServedRequest = servedRequest

/** Returns the fields that name the request that is being served, for a line of the log. */
export function servedRequestFields() {
  const served = servedRequest.getStore()
  return served ? { request_id: served.requestId, trace_id: served.traceId } : {}
}
