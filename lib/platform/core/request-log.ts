import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { Log } from '@/lib/http/log'
import { requestIdOf } from '@/lib/http/request-id'

const served = new AsyncLocalStorage<string>()

/**
 * Does the work of one request. `servedRequestId` returns the id of the request during all of that work, also
 * after the answer.
 */
export function serve<Result>(request: Request, work: () => Result): Result {
  return served.run(requestIdOf(request), work)
}

/** Returns the id of the request that is being served, or a new id when there is none. */
export function servedRequestId(): string {
  return served.getStore() ?? randomUUID()
}

/** Returns the log with the request id added to every line that a request causes. */
export function logOfRequests(log: Log): Log {
  const withId = (fields: object) => {
    const request_id = served.getStore()
    return request_id === undefined ? fields : { request_id, ...fields }
  }
  return {
    info: (fields, message) => log.info(withId(fields), message),
    warn: (fields, message) => log.warn(withId(fields), message),
    error: (fields, message) => log.error(withId(fields), message),
  }
}
