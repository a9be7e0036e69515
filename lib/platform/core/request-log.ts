import { randomUUID } from 'node:crypto'
import type { Log } from '@/lib/http/log'
import { servedRequest, servedRequestFields } from '@/lib/http/served-request'

/** Returns the id of the request that is being served, or a new id when there is none. */
export function servedRequestId(): string {
  return servedRequest()?.requestId ?? randomUUID()
}

/** Returns a log that adds the id and the trace of the request to every line that a request causes. */
export function logOfRequests(log: Log): Log {
  return {
    info: (fields, message) => log.info({ ...servedRequestFields(), ...fields }, message),
    warn: (fields, message) => log.warn({ ...servedRequestFields(), ...fields }, message),
    error: (fields, message) => log.error({ ...servedRequestFields(), ...fields }, message),
  }
}
