import { bodyLimitOf, payloadTooLarge } from './body-limit.mjs'

/**
 * @typedef {object} Refusal
 * @property {number} status
 * @property {string} code
 * @property {string} title
 * @property {string} detail
 * @property {Record<string, string>} [headers]
 */

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const READ_METHODS = ['GET', 'HEAD']
const DOT_SEGMENT = /[/\\]\.{1,2}([/\\]|$)/
const FILE_PATH = /^\/(_next\/|services\/|fonts\/|[^/]+\.(css|svg)$)/

/** @type {Refusal} */
export const methodNotAllowed = {
  status: 405,
  code: 'method_not_allowed',
  title: 'Method not allowed',
  detail: 'This method is not offered here.',
  headers: { Allow: METHODS.join(', ') },
}

/** @type {Refusal} */
export const shuttingDown = {
  status: 503,
  code: 'unavailable',
  title: 'Temporarily unavailable',
  detail: 'The server is shutting down; try again in a moment.',
  headers: { 'Retry-After': '5' },
}

/** @type {Refusal} */
export const starting = {
  ...shuttingDown,
  detail: 'The server is still starting; try again in a moment.',
}

/** @type {Refusal} */
export const internalError = {
  status: 500,
  code: 'internal_error',
  title: 'Something went wrong here',
  detail: 'The server could not answer; try again in a moment.',
}

/** @type {Refusal} */
export const expectationFailed = {
  status: 417,
  code: 'invalid_request',
  title: 'Expectation failed',
  detail: 'Nothing but "100-continue" can be expected of this server.',
}

/** The headers that a request may contain only once. If there were two, a proxy in front could read the other one. */
const SINGLE_HEADERS = ['host', 'authorization', 'content-type']

/** @param {string} detail @returns {Refusal} */
function badRequest(detail) {
  return { status: 400, code: 'invalid_request', title: 'Bad request', detail }
}

/** @type {Refusal} */
export const notFound = {
  status: 404,
  code: 'not_found',
  title: 'Not found',
  detail: 'There is nothing at this address.',
}

/**
 * Returns whether a path means the same to every program that reads it, decoded or not. Next's proxy and
 * router interpret every other path differently.
 *
 * @param {string} path
 */
function isUnambiguous(path) {
  if (!/^\/[^\\#]*$/.test(path) || path.includes('//')) return false
  try {
    const decoded = decodeURIComponent(path)
    return !decoded.includes('\0') && !DOT_SEGMENT.test(decoded)
  } catch {
    return false
  }
}

/**
 * Returns the refusal of a request that Next would answer badly: with a bare 500, with the page of another
 * host, or not at all. Returns null for every other request.
 *
 * @param {Pick<import('node:http').IncomingMessage, 'method' | 'url' | 'headers' | 'headersDistinct'>} request
 * @returns {Refusal | null}
 */
export function findRefusal({ method = '', url = '', headers, headersDistinct }) {
  if (!METHODS.includes(method)) return methodNotAllowed
  const path = url.split('?', 1)[0] ?? ''
  if (!isUnambiguous(path)) return notFound
  if (headers.host === undefined)
    return badRequest('The request does not say which host it is for.')
  const repeated = SINGLE_HEADERS.find((name) => (headersDistinct[name]?.length ?? 0) > 1)
  if (repeated) return badRequest(`The header "${repeated}" can be sent once only.`)
  if (FILE_PATH.test(path) && !READ_METHODS.includes(method))
    return { ...methodNotAllowed, headers: { Allow: READ_METHODS.join(', ') } }
  if (headers.upgrade?.toLowerCase().includes('websocket')) return notFound
  const bodyLimit = bodyLimitOf(url ?? '')
  if (Number(headers['content-length'] ?? 0) > bodyLimit) return payloadTooLarge(bodyLimit)
  return null
}
