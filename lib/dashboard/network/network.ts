import 'server-only'
import type { Transport } from '../miteos/miteos-transport'

/**
 * Sends a request over the network. Redirects are returned, not followed, and nothing is cached.
 *
 * While a page renders, Next answers a second `fetch` of the same URL with the answer of the first
 * one, so that a retry would never be sent. Next does not do that when a signal is passed beside
 * the URL; a signal inside a `Request` does not count.
 */
export const network: Transport = async (request) => {
  const { url, method, headers, signal } = request
  const body = request.body && (await request.arrayBuffer())
  return fetch(url, { method, headers, body, signal, redirect: 'manual', cache: 'no-store' })
}
