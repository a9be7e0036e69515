import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { expectationFailed, guard, methodNotAllowed, shuttingDown } from './guard.mjs'
import { rawAnswer, refusalAnswer } from './refusal.mjs'
import { settleHeaders } from './request-headers.mjs'

const SECOND = 1000
const CONNECTIONS = 2000

/**
 * @typedef {object} GuardedServerOptions
 * @property {import('node:http').RequestListener} listener answers every request that is not refused
 * @property {import('node:net').BlockList} proxies
 * @property {(fields: object, message: string) => void} log told of every refusal, never of an address or a query
 */

/** @type {Record<string, { status: number, title: string, detail: string }>} */
const UNREADABLE = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: 'Request header fields too large',
    detail: 'The address or the headers of this request are too long.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: 'Request timeout',
    detail: 'The request took too long to arrive.',
  },
}

/** @param {NodeJS.ErrnoException} error */
function unreadable(error) {
  if (error.code === 'HPE_INVALID_METHOD') return methodNotAllowed
  const { status, title, detail } = UNREADABLE[error.code ?? ''] ?? {
    status: 400,
    title: 'Bad request',
    detail: 'This is not a request that HTTP knows.',
  }
  return { status, title, detail, code: 'invalid_request' }
}

/**
 * A server whose listener sees only requests that are safe to hand on.
 *
 * @param {GuardedServerOptions} options
 */
export function createGuardedServer({ listener, proxies, log }) {
  /** @param {import('./guard.mjs').Refusal} refusal @param {string} url @param {string} requestId */
  function refuse(refusal, url, requestId) {
    log({ request_id: requestId, status: refusal.status, code: refusal.code }, 'refused')
    return refusalAnswer(refusal, url, requestId)
  }

  /** @param {import('node:net').Socket} socket @param {import('./guard.mjs').Refusal} refusal @param {string} url */
  function refuseSocket(socket, refusal, url) {
    const answering = Reflect.get(socket, '_httpMessage')
    if (socket.writable && !answering) socket.end(rawAnswer(refuse(refusal, url, randomUUID())))
    else socket.destroy()
  }

  /** @type {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse, expects: 'nothing' | 'leave' | 'else') => void} */
  function handle(request, response, expects) {
    const requestId = settleHeaders(request, proxies)
    const unmet = expects === 'else' ? expectationFailed : null
    const refusal = server.listening ? (guard(request) ?? unmet) : shuttingDown
    if (!refusal) {
      if (expects === 'leave') response.writeContinue()
      listener(request, response)
      return
    }
    const { status, headers, body } = refuse(refusal, request.url ?? '', requestId)
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body)
  }

  const server = createServer({
    headersTimeout: 10 * SECOND,
    requestTimeout: 30 * SECOND,
    keepAliveTimeout: 65 * SECOND,
    connectionsCheckingInterval: 5 * SECOND,
  })
  server.maxConnections = CONNECTIONS
  server.timeout = 120 * SECOND
  server.on('request', (request, response) => handle(request, response, 'nothing'))
  server.on('checkContinue', (request, response) => handle(request, response, 'leave'))
  server.on('checkExpectation', (request, response) => handle(request, response, 'else'))
  server.on('connect', (request, socket) =>
    refuseSocket(
      /** @type {import('node:net').Socket} */ (socket),
      methodNotAllowed,
      request.url ?? '',
    ),
  )
  server.on(
    'clientError',
    (/** @type {NodeJS.ErrnoException & { rawPacket?: Buffer }} */ error, socket) => {
      const path = error.rawPacket?.toString('latin1').match(/^\S+ (\S{1,200})/)?.[1] ?? ''
      refuseSocket(/** @type {import('node:net').Socket} */ (socket), unreadable(error), path)
    },
  )
  return server
}
