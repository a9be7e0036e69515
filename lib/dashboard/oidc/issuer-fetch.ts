import type { CustomFetchOptions } from 'oauth4webapi'
import { readCapped } from '@/lib/http/read-capped'
import type { Transport } from '../miteos/miteos-transport'
import { OidcError } from './oidc-error'

const maxBytes = 1024 * 1024

type Options = Pick<CustomFetchOptions<string, URLSearchParams | string | undefined>, 'headers'> & {
  method: string
  body?: unknown
}

function bodyOf({ body }: Options): { body?: string } {
  return body instanceof URLSearchParams || typeof body === 'string' ? { body: String(body) } : {}
}

/**
 * Returns the `fetch` for requests to the issuer. It reads the whole answer, of at most 1 MB,
 * within `limitMs`, and follows no redirect. It throws the `OidcError` `unreachable` when no such
 * answer comes, and for a server error or a rate limit.
 */
export function issuerFetch(send: Transport, limitMs: number) {
  return async (url: string, options: Options): Promise<Response> => {
    const signal = AbortSignal.timeout(limitMs)
    const expired = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    const { method, headers } = options
    const init = { method, headers, ...bodyOf(options), redirect: 'manual', signal } as const
    const sendAndRead = async () => {
      const response = await send(new Request(url, init))
      const body = await readCapped(response, maxBytes)
      return { response, body }
    }
    const { response, body } = await Promise.race([sendAndRead(), expired]).catch(() => {
      throw new OidcError('unreachable', 'no answer')
    })
    if (response.status >= 500 || response.status === 429)
      throw new OidcError('unreachable', `status ${response.status}`)
    return new Response(body.byteLength === 0 ? null : body, response)
  }
}
