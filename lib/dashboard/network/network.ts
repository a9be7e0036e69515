import 'server-only'
import type { Transport } from '../miteos/miteos-transport'

/**
 * The network. A redirect is an answer like any other, and nothing is remembered.
 *
 * While a page renders, Next answers the second `fetch` of a URL from the first one, unless the signal is
 * handed over beside a URL: in a `Request` it goes unseen, and then a retry would never leave.
 */
export const network: Transport = async (request) => {
  const { url, method, headers, signal } = request
  const body = request.body && (await request.arrayBuffer())
  return fetch(url, { method, headers, body, signal, redirect: 'manual', cache: 'no-store' })
}
