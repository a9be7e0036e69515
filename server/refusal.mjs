import { STATUS_CODES } from 'node:http'
import { isApi } from './api-path.mjs'

const policy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * @param {import('./guard.mjs').Refusal} refusal
 * @param {string} requestId
 * @param {string} homeUrl
 */
function page({ title, detail }, requestId, homeUrl) {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/platform-colors.css">
<link rel="stylesheet" href="/platform.css">
<link rel="stylesheet" href="/platform-theme.css">
<main class="card">
<h1>${title}</h1>
<p class="lead">${detail}</p>
<a class="button" href="${homeUrl}">Go to your integrations</a>
<p class="small">Reference: <code>${requestId}</code></p>
</main>
</html>
`
}

/**
 * Returns the answer to a refused request: problem details for programs, a page for people.
 *
 * @param {import('./guard.mjs').Refusal} refusal
 * @param {{ url: string, requestId: string, homeUrl: string }} request the page links to `homeUrl`; the page that explains
 *   the problem is at the same origin
 */
export function refusalAnswer(refusal, { url, requestId, homeUrl }) {
  const { status, code, title, detail } = refusal
  const isForProgram = isApi(url)
  const body = isForProgram
    ? JSON.stringify({
        type: homeUrl.replace(/\/integrations$/, `/developers/errors/${code}`),
        title,
        status,
        detail,
        code,
        request_id: requestId,
      })
    : page(refusal, requestId, homeUrl)
  return {
    status,
    body,
    headers: {
      ...refusal.headers,
      ...(!isForProgram && { 'Content-Security-Policy': policy }),
      'Content-Type': isForProgram ? 'application/problem+json' : 'text/html; charset=utf-8',
      'Content-Length': String(Buffer.byteLength(body)),
      'X-Request-Id': requestId,
    },
  }
}

/**
 * Returns an answer as the text to write to a socket. It is used when the bytes on the socket were not a request.
 *
 * @param {ReturnType<typeof refusalAnswer>} answer
 * @param {Record<string, string>} guardHeaders
 */
export function rawAnswer({ status, headers, body }, guardHeaders) {
  const allHeaders = { ...guardHeaders, ...headers, Connection: 'close' }
  const lines = Object.entries(allHeaders).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`
}
