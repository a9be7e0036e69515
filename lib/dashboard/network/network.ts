import 'server-only'
import type { Transport } from '../miteos/miteos-transport'

/**
 * Sends a request over the network. Redirects are returned, not followed, and nothing is cached.
 *
 * While a page renders, Next answers a second `fetch` of the same URL with the answer of the first one, unless
 * a signal is passed beside the URL. Next ignores the signal inside a `Request`. A retry would then never be
 * sent.
 */
export const network: Transport = async (request) => {
  const { url, method, headers, signal } = request
  const body = request.body && (await request.arrayBuffer())
  return fetch(url, { method, headers, body, signal, redirect: 'manual', cache: 'no-store' })
}
