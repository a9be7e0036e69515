import 'server-only'
import { MiteosError } from './miteos-error'
import { type Api, type ApiAnswer, bearerFor, type Call, callApi } from './miteos-transport'

export interface BearerOptions {
  bearer: () => string | Promise<string>
  /** Returns another bearer in place of one that the API has refused, or null when there is none. */
  bearerAfterRefusal?: ((refused: string) => Promise<string | null>) | undefined
  requestId: string
}

interface BearerCalls {
  /** Sends one request. */
  call: (
    method: Call['method'],
    path: string,
    signal: AbortSignal,
    body?: unknown,
  ) => Promise<ApiAnswer>
  /**
   * Sends a GET request. When the API refuses the bearer, sends it once more with another bearer,
   * if there is one.
   */
  get: (path: string, signal: AbortSignal) => Promise<ApiAnswer>
}

/** Creates the calls to the API with the bearer of one person. */
export function createBearerCalls(
  api: Api,
  { bearer, bearerAfterRefusal, requestId }: BearerOptions,
): BearerCalls {
  const send = (call: Omit<Call, 'requestId'>) => callApi(api, { ...call, requestId })

  return {
    async call(method, path, signal, body) {
      return send({
        method,
        path,
        bearer: await bearerFor(bearer, { signal, requestId }),
        signal,
        body,
      })
    },
    async get(path, signal) {
      const used = await bearerFor(bearer, { signal, requestId })
      const read = (sent: string) => send({ method: 'GET', path, bearer: sent, signal })
      try {
        return await read(used)
      } catch (error) {
        const isRefused = error instanceof MiteosError && error.kind === 'unauthorized'
        const other = isRefused ? await bearerAfterRefusal?.(used) : null
        if (!other) throw error
        return read(other)
      }
    },
  }
}
