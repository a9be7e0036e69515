import { randomUUID } from 'node:crypto'

/**
 * Returns the id of a request for the answer and the log: the id in the header, or a new id when
 * the header is missing or could forge a log line.
 */
export function requestIdFrom(header: string | null): string {
  return header && /^[\w-]{8,64}$/.test(header) ? header : randomUUID()
}

/** Returns the id of a request: the one in its `X-Request-Id` header, or a new one as in `requestIdFrom`. */
export function requestIdOf(request: Request): string {
  return requestIdFrom(request.headers.get('x-request-id'))
}
