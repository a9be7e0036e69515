import type { Service } from '@/lib/contract/services/catalogue'
import { BodyTooLarge, readCapped } from '@/lib/http/read-capped'
import { statusClass } from '@/lib/http/status-class'
import { startStopwatch } from '../core/meter'
import type { ProviderFetch } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'

export interface TransportOptions {
  /** The network's `fetch`, or a handler in this process. */
  fetch: (request: Request) => Promise<Response>
  /**
   * The time limit of a whole call, including the body of the answer, unless the call has a limit
   * of its own.
   */
  timeoutMs: number
  /** The limit for the size of an answer's body. Reading stops when a body is larger. */
  maxBytes: number
  /** Called after each call with its outcome, such as `2xx` or `timeout`, and its duration. */
  observe?: (outcome: string, seconds: number) => void
}

/**
 * Creates the `fetch` for one provider. That `fetch` has a time limit for the whole answer and a
 * limit for its size. It follows no redirect, so that no credential reaches a host that was not
 * configured.
 *
 * Requests have no `traceparent`, so that vendors learn nothing about our traces.
 *
 * The `fetch` throws `ProviderError`: `timeout` after the time limit, `malformed` for a redirect or
 * a body that is too large, and `unreachable` when the call fails in another way.
 */
export function providerTransport(
  service: Service,
  { fetch, timeoutMs, maxBytes, observe = () => {} }: TransportOptions,
): ProviderFetch {
  return async (request, timeLimitMs = timeoutMs) => {
    const { host } = new URL(request.url)
    const elapsedSeconds = startStopwatch()
    const abortController = new AbortController()
    let timer: NodeJS.Timeout | undefined
    const deadline = new Promise<never>((_, reject) => {
      const timeoutError = () =>
        new ProviderError(service, 'timeout', 'timeout', undefined, { host })
      timer = setTimeout(() => reject(timeoutError()), timeLimitMs)
      request.signal.addEventListener('abort', () => reject(request.signal.reason), { once: true })
    })
    const sendAndRead = async () => {
      const signal = AbortSignal.any([abortController.signal, request.signal])
      const init = { redirect: 'manual', signal } as const
      const response = await fetch(new Request(request, init))
      if (isRedirect(response)) throw new ProviderError(service, 'malformed', 'redirect')
      const body = await readCapped(response, maxBytes)
      return new Response(body.byteLength === 0 ? null : body, response)
    }
    try {
      const response = await Promise.race([deadline, sendAndRead()])
      observe(statusClass(response.status), elapsedSeconds())
      return response
    } catch (error) {
      const failure = asProviderError(service, host, error)
      observe(failure.failure, elapsedSeconds())
      throw failure
    } finally {
      clearTimeout(timer)
      abortController.abort()
    }
  }
}

function asProviderError(service: Service, host: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  if (error instanceof BodyTooLarge) return new ProviderError(service, 'malformed', 'too_large')
  const unansweredCall = { host, systemCode: systemCodeOf(error) }
  return new ProviderError(service, 'unreachable', 'unreachable', undefined, unansweredCall)
}

/**
 * Returns the system's error code in the chain of causes of a failed `fetch`, such as `ECONNREFUSED`. Ignores
 * the messages of the errors, because they may quote the URL.
 */
function systemCodeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined
  const code = 'code' in error ? error.code : undefined
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,63}$/.test(code)) return code
  const [first] = error instanceof AggregateError ? error.errors : []
  return systemCodeOf(error.cause ?? first, depth + 1)
}

function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400)
}
