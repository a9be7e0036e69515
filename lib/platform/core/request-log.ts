import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { Log } from '@/lib/http/log'
import { requestIdOf } from '@/lib/http/request-id'

const servedId = new AsyncLocalStorage<string>()

/**
 * Runs the work of one request and returns its result. During all of that work, also after the answer,
 * `servedRequestId` returns the id of the request.
 */
export function serve<Result>(request: Request, work: () => Result): Result {
  return servedId.run(requestIdOf(request), work)
}

/** Returns the id of the request that is being served, or a new id when there is none. */
export function servedRequestId(): string {
  return servedId.getStore() ?? randomUUID()
}

/** Returns a log that adds the request id to every line that a request causes. */
export function logOfRequests(log: Log): Log {
  const withId = (fields: object) => {
    const request_id = servedId.getStore()
    return request_id === undefined ? fields : { request_id, ...fields }
  }
  return {
    info: (fields, message) => log.info(withId(fields), message),
    warn: (fields, message) => log.warn(withId(fields), message),
    error: (fields, message) => log.error(withId(fields), message),
  }
}
