const TEXT = /^(text\/|application\/(javascript|manifest\+json)|image\/svg\+xml)/

/**
 * Returns the headers that are added to every answer which does not set them itself, such as an error or a
 * redirect of Next, or a file.
 *
 * @param {{ https: boolean }} site
 * @returns {Record<string, string>}
 */
export function guardHeaders({ https }) {
  return {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...(https && { 'Strict-Transport-Security': 'max-age=63072000' }),
  }
}

/**
 * Adds the missing headers when the head is written, and a charset to every kind of text.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {Record<string, string>} headers
 */
export function completeHeaders(response, headers) {
  const writeHead = response.writeHead.bind(response)
  /** @param {Parameters<typeof response.writeHead>} head */
  function complete(...head) {
    for (const [name, value] of Object.entries(headers)) {
      if (!response.hasHeader(name)) response.setHeader(name, value)
    }
    const type = String(response.getHeader('Content-Type') ?? '')
    if (TEXT.test(type) && !/charset=/i.test(type))
      response.setHeader('Content-Type', `${type}; charset=utf-8`)
    return writeHead(...head)
  }
  response.writeHead = /** @type {typeof response.writeHead} */ (complete)
}
