import { randomUUID } from 'node:crypto'
import { isApi } from './api-path.mjs'
import { readTrace } from './trace.mjs'

const NEVER_FROM_OUTSIDE =
  /^(x-forwarded(-.+)?|forwarded|x-miteos-client-address|x-nonce|x-middleware-.+|content-security-policy(-report-only)?|next-action)$/

/** The headers with which Next redirects a request that is not for a page. */
const ONLY_FOR_PAGES = /^(rsc|next-(url|router-.+))$/

/**
 * The headers that ask for a part of a file or set a condition. Our files are small and always sent whole, and Next
 * fails when a condition cannot be satisfied.
 */
const PART_AND_CONDITION_HEADERS = ['if-match', 'if-range', 'if-unmodified-since', 'range']

/**
 * Removes the headers that a client may not set, and adds the id and the trace of the request and the unit that limits
 * count.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {string | undefined} source the unit that limits count for the request
 * @returns {{ requestId: string, traceId: string, traceFlags: string }}
 */
export function prepareRequestHeaders(request, source) {
  const { headers } = request
  const isForApi = isApi(request.url ?? '')
  for (const name of Object.keys(headers)) {
    const isRefused = NEVER_FROM_OUTSIDE.test(name) || PART_AND_CONDITION_HEADERS.includes(name)
    if (isRefused || (isForApi && ONLY_FOR_PAGES.test(name))) delete headers[name]
  }
  const givenId = String(headers['x-request-id'] ?? '')
  const requestId = /^[\w-]{8,64}$/.test(givenId) ? givenId : randomUUID()
  headers['x-request-id'] = requestId
  const { traceparent, ...trace } = readTrace(String(headers.traceparent ?? ''))
  headers.traceparent = traceparent
  if (source !== undefined) headers['x-miteos-client-address'] = source
  return { requestId, ...trace }
}
