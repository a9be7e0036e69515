import { randomBytes } from 'node:crypto'

/** The trace of which a request is a part (https://www.w3.org/TR/trace-context/). */
export interface Trace {
  /** 32 hexadecimal digits. */
  traceId: string
  /** Two hexadecimal digits, which are passed on unchanged. */
  traceFlags: string
}

/**
 * Matches version, trace id, parent id and flags. Only a version after the present one may be longer
 * (https://www.w3.org/TR/trace-context/#versioning-of-traceparent).
 */
const traceparentPattern =
  /^(?!ff)(?<version>[\da-f]{2})-(?!0{32})(?<traceId>[\da-f]{32})-(?!0{16})[\da-f]{16}-(?<traceFlags>[\da-f]{2})(?<rest>-.*)?$/

/** Returns the trace that a header `traceparent` names, or a new trace when there is no valid header. */
export function traceFrom(traceparent: string | null): Trace {
  const { version, traceId, traceFlags, rest } =
    traceparentPattern.exec(traceparent ?? '')?.groups ?? {}
  const isValid = traceId && traceFlags && !(version === '00' && rest !== undefined)
  return isValid ? { traceId, traceFlags } : newTrace()
}

export function newTrace(): Trace {
  return { traceId: randomBytes(16).toString('hex'), traceFlags: '00' }
}

/** Returns the header `traceparent` with which a request of ours continues a trace. */
export function traceparentOf({ traceId, traceFlags }: Trace): string {
  return `00-${traceId}-${randomBytes(8).toString('hex')}-${traceFlags}`
}
