import 'server-only'
import { isLoopback } from '../env/env-values'
import type { Proxies } from '../env/proxy-env'
import type { Transport } from '../miteos/miteos-transport'
import { network } from './network'

/**
 * Loads undici, which is needed only when there are proxies. `fetch` and the agent have to come from the same
 * undici.
 */
async function loadProxiedFetch({ https = '', http = '', except = '' }: Proxies) {
  const { EnvHttpProxyAgent, fetch } = await import('undici')
  const dispatcher = new EnvHttpProxyAgent({
    httpsProxy: https,
    httpProxy: http,
    noProxy: except,
  })
  return { fetch, dispatcher }
}

/**
 * Returns a transport that sends requests through the configured proxies, but directly to loopback addresses
 * and to the excepted hosts. Redirects are returned, not followed.
 */
export function createNetwork(proxies: Proxies | undefined): Transport {
  if (!proxies) return network
  let loaded: ReturnType<typeof loadProxiedFetch> | undefined
  return async (request) => {
    const { url, method, signal } = request
    if (isLoopback(new URL(url).hostname)) return network(request)
    loaded ??= loadProxiedFetch(proxies)
    const { fetch, dispatcher } = await loaded
    const headers = [...request.headers]
    const body = request.body && (await request.arrayBuffer())
    const answer = await fetch(url, {
      method,
      headers,
      body,
      signal,
      redirect: 'manual',
      dispatcher,
    })
    const { status, statusText } = answer
    // The two types are one class at run time, but two packages declare that class.
    const content = answer.body as ReadableStream<Uint8Array> | null
    return new Response(content, { status, statusText, headers: [...answer.headers] })
  }
}
