import { STATUS_CODES } from 'node:http'
import { isApi } from './api-path.mjs'

/**
 * @param {import('./guard.mjs').Refusal} refusal
 * @param {string} requestId
 */
function page({ title, detail }, requestId) {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<main>
<h1>${title}</h1>
<p>${detail}</p>
<p><a href="/integrations">Go to your integrations</a></p>
<p><small>Reference: ${requestId}</small></p>
</main>
</html>
`
}

/**
 * The answer to a refused request: problem details for programs, a page for people.
 *
 * @param {import('./guard.mjs').Refusal} refusal
 * @param {string} url
 * @param {string} requestId
 */
export function refusalAnswer(refusal, url, requestId) {
  const { status, code, title, detail } = refusal
  const api = isApi(url)
  const body = api
    ? JSON.stringify({
        type: `urn:miteos:problem:${code}`,
        title,
        status,
        detail,
        code,
        request_id: requestId,
      })
    : page(refusal, requestId)
  return {
    status,
    body,
    headers: {
      ...refusal.headers,
      'Content-Type': api ? 'application/problem+json' : 'text/html; charset=utf-8',
      'Content-Length': String(Buffer.byteLength(body)),
      'X-Request-Id': requestId,
    },
  }
}

/**
 * The same answer as bytes, for a socket that never became a request.
 *
 * @param {ReturnType<typeof refusalAnswer>} answer
 * @param {Record<string, string>} guardHeaders
 */
export function rawAnswer({ status, headers, body }, guardHeaders) {
  const all = { ...guardHeaders, ...headers, Connection: 'close' }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`
}
