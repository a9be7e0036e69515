const COMPRESSIBLE =
  /^(text\/(?!event-stream)|application\/(([\w.-]+\+)?(json|xml)|javascript)|image\/svg\+xml)/i
/** The statuses of answers without a body, and of an answer with a part of a file. */
const NEVER_COMPRESSED = [204, 205, 206, 304]

/** @typedef {import('node:http').ServerResponse} Response */

/**
 * Returns a header of the answer as one text, which is empty when the header is missing.
 *
 * @param {Response} response
 * @param {string} name
 */
function headerText(response, name) {
  return [response.getHeader(name) ?? []].flat().join(', ')
}

/** @param {Response} response */
export function isPage(response) {
  return /^text\/html/i.test(headerText(response, 'Content-Type'))
}

/**
 * Returns whether the body is text that is not encoded yet and may be encoded.
 *
 * @param {Response} response
 */
export function isCompressible(response) {
  if (response.statusCode < 200 || NEVER_COMPRESSED.includes(response.statusCode)) return false
  if (response.hasHeader('Content-Encoding')) return false
  if (/\bno-transform\b/i.test(headerText(response, 'Cache-Control'))) return false
  return COMPRESSIBLE.test(headerText(response, 'Content-Type'))
}

/**
 * Adds `Accept-Encoding` to `Vary` when the answer depends on that header. A 304 has the same `Vary` as the full
 * answer.
 *
 * @param {Response} response
 */
export function addVary(response) {
  const names = headerText(response, 'Vary')
  if (response.statusCode !== 304 && !isCompressible(response)) return
  if (/(^|,)\s*(\*|accept-encoding)\s*(,|$)/i.test(names)) return
  response.setHeader('Vary', names ? `${names}, Accept-Encoding` : 'Accept-Encoding')
}

/**
 * Sets the headers of a compressed answer. A strong entity tag becomes weak, because it stands for the
 * uncompressed bytes (https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3.3).
 *
 * @param {Response} response
 */
export function markCompressed(response) {
  addVary(response)
  response.setHeader('Content-Encoding', 'gzip')
  response.removeHeader('Content-Length')
  response.removeHeader('Accept-Ranges')
  const tag = headerText(response, 'ETag')
  if (/^"/.test(tag)) response.setHeader('ETag', `W/${tag}`)
}

/**
 * Sets on the response the status and headers that were passed to `writeHead`, so that they can still be changed.
 * Throws when the headers are an array.
 *
 * @param {Response} response
 * @param {[status: number, ...rest: unknown[]]} head
 */
export function applyHead(response, [status, ...rest]) {
  response.statusCode = status
  for (const part of rest) {
    if (typeof part === 'string') response.statusMessage = part
    else if (Array.isArray(part)) throw new TypeError('Give the headers as an object.')
    else
      for (const [name, value] of Object.entries(part ?? {}))
        if (value !== undefined) response.setHeader(name, value)
  }
}
