import { randomUUID } from 'node:crypto'

/**
 * The id that names one request in the answer and in the log: the one it came with, or a new one where that could
 * forge a log line.
 */
export function requestIdFrom(header: string | null): string {
  return header && /^[\w-]{8,64}$/.test(header) ? header : randomUUID()
}

/** The same, from the `X-Request-Id` header. */
export function requestIdOf(request: Request): string {
  return requestIdFrom(request.headers.get('x-request-id'))
}
