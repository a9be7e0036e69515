import 'server-only'
import { isLoopback } from '../env/env-values'
import type { Proxies } from '../env/proxy-env'
import type { Transport } from '../miteos/miteos-transport'
import { network } from './network'

/** Loaded where it is needed only: the `fetch` and the proxies have to be of one undici. */
async function openProxies({ https = '', http = '', except = '' }: Proxies) {
  const { EnvHttpProxyAgent, fetch } = await import('undici')
  const dispatcher = new EnvHttpProxyAgent({
    httpsProxy: https,
    httpProxy: http,
    noProxy: except,
  })
  return { fetch, dispatcher }
}

/**
 * The network, by way of the configured proxies. What runs on this machine is asked directly, and so
 * are the hosts that are excepted. As without a proxy, a redirect is an answer like any other.
 */
export function createNetwork(proxies: Proxies | undefined): Transport {
  if (!proxies) return network
  let opened: ReturnType<typeof openProxies> | undefined
  return async (request) => {
    const { url, method, signal } = request
    if (isLoopback(new URL(url).hostname)) return network(request)
    opened ??= openProxies(proxies)
    const { fetch, dispatcher } = await opened
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
    /** One class at run time, described by two packages. */
    const content = answer.body as ReadableStream<Uint8Array> | null
    return new Response(content, { status, statusText, headers: [...answer.headers] })
  }
}
