import { createServer } from 'node:http'
import { isApi } from './api-path.mjs'
import { bodyLimitOf, payloadTooLarge, TOOL_BODY_LIMIT } from './body-limit.mjs'
import { createSourceReader } from './client-address.mjs'
import { compressAnswer } from './compression.mjs'
import {
  expectationFailed,
  findRefusal,
  internalError,
  methodNotAllowed,
  shuttingDown,
} from './guard.mjs'
import { waitForBody } from './received-body.mjs'
import { createRefuser } from './refuser.mjs'
import { prepareRequestHeaders } from './request-headers.mjs'
import { completeHeaders, guardHeaders } from './response-headers.mjs'
import { servedRequest } from './served-request.mjs'
import { describeUnreadable } from './unreadable.mjs'

const SECOND_MS = 1000
const MAX_CONNECTIONS = 2000

/**
 * @typedef {object} GuardedServerOptions
 * @property {(request: Request, response: Response, refuse: (refusal: Refusal) => void) => unknown} listener
 *   answers every request that passes the guard, or refuses it
 * @property {import('node:net').BlockList} proxies
 * @property {boolean} [https] true when people reach the server over https
 * @property {() => string} homeUrl returns the address to which the page of a refusal links
 * @property {(fields: object, message: string) => void} log receives every refusal, but never an address or a query
 *
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {import('./guard.mjs').Refusal} Refusal
 * @typedef {{ expects?: 'continue' | 'else' }} How what the header `Expect` asks for: `100-continue`, or something else
 */

/**
 * Creates a server whose listener receives only requests that are safe to handle, with their whole body. Every
 * answer gets the headers of `guardHeaders` and is compressed if that saves bytes.
 *
 * @param {GuardedServerOptions} options
 */
export function createGuardedServer({ listener, proxies, https = false, homeUrl, log }) {
  const defaultHeaders = guardHeaders({ https })
  const refuse = createRefuser({ headers: defaultHeaders, log, homeUrl })
  const sourceOf = createSourceReader(proxies, log)

  /** @param {Request} request @param {Response} response @param {How} [how] */
  function handle(request, response, how = {}) {
    const served = prepareRequestHeaders(request, sourceOf(request))
    return servedRequest.run(served, () => answer(request, response, served.requestId, how))
  }

  /** @param {Request} request @param {Response} response @param {string} requestId @param {How} how */
  async function answer(request, response, requestId, { expects }) {
    completeHeaders(response, { ...defaultHeaders, 'X-Request-Id': requestId })
    compressAnswer(request, response)
    let isRefused = false
    /** @param {Refusal} refusal */
    const answerRefused = (refusal) => {
      isRefused = true
      refuse.request(request, response, requestId, refusal)
    }
    const refusal = server.listening ? findRefusal(request) : shuttingDown
    if (refusal || expects === 'else') {
      // The next bytes may be the expected body or another protocol, so the connection cannot be used again.
      if (expects || request.headers.upgrade || !server.listening)
        response.setHeader('Connection', 'close')
      return answerRefused(refusal ?? expectationFailed)
    }
    if (expects) response.writeContinue()
    const bodyLimit = bodyLimitOf(request.url ?? '')
    const arrival = await waitForBody(request, bodyLimit)
    if (arrival === 'too large') return answerRefused(payloadTooLarge(bodyLimit))
    if (arrival === 'gone') return
    try {
      await listener(request, response, answerRefused)
      if (!isRefused && response.statusCode === 404 && !isApi(request.url ?? ''))
        log({ request_id: requestId, status: 404 }, 'no such page')
    } catch (error) {
      log({ request_id: requestId, err: error }, 'an error was not handled')
      if (response.headersSent) response.destroy()
      else answerRefused(internalError)
    }
  }

  const server = createServer({
    headersTimeout: 10 * SECOND_MS,
    requestTimeout: 30 * SECOND_MS,
    keepAliveTimeout: 65 * SECOND_MS,
    connectionsCheckingInterval: 5 * SECOND_MS,
    highWaterMark: 2 * TOOL_BODY_LIMIT,
    requireHostHeader: false,
  })
  server.maxConnections = MAX_CONNECTIONS
  server.timeout = 120 * SECOND_MS
  server.on('request', (request, response) => handle(request, response))
  server.on('checkContinue', (request, response) =>
    handle(request, response, { expects: 'continue' }),
  )
  server.on('checkExpectation', (request, response) =>
    handle(request, response, { expects: 'else' }),
  )
  server.on('connect', ({ url = '' }, socket) => refuse.socket(socket, methodNotAllowed, url))
  server.on('clientError', (error, socket) => {
    const { refusal, path } = describeUnreadable(error)
    refuse.socket(socket, refusal, path)
  })
  return server
}
