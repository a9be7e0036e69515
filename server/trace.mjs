import { randomBytes } from 'node:crypto'

// The same grammar as in lib/http/trace.ts, which this file cannot import.
const TRACEPARENT =
  /^(?!ff)(?<version>[\da-f]{2})-(?!0{32})(?<traceId>[\da-f]{32})-(?!0{16})[\da-f]{16}-(?<traceFlags>[\da-f]{2})(?<rest>-.*)?$/

/**
 * Returns the trace that a header `traceparent` names, and the header to continue with. Without a valid header both
 * are new (https://www.w3.org/TR/trace-context/).
 *
 * @param {string} given
 */
export function readTrace(given) {
  const { version, traceId, traceFlags, rest } = TRACEPARENT.exec(given)?.groups ?? {}
  if (traceId && traceFlags && !(version === '00' && rest !== undefined))
    return { traceId, traceFlags, traceparent: given }
  const newId = randomBytes(16).toString('hex')
  const traceparent = `00-${newId}-${randomBytes(8).toString('hex')}-00`
  return { traceId: newId, traceFlags: '00', traceparent }
}
