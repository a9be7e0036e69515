import { randomUUID } from 'node:crypto'
import { discardBody } from './received-body.mjs'
import { rawAnswer, refusalAnswer } from './refusal.mjs'

const DISCARD_LIMITS = { maxBytes: 16 * 1024 * 1024, timeoutMs: 5000 }

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {import('./guard.mjs').Refusal} Refusal
 */

/**
 * Creates two functions: `request` refuses a request, and `socket` refuses a socket whose bytes are not a request.
 *
 * @param {object} options
 * @param {Record<string, string>} options.headers sent with every answer
 * @param {(fields: object, message: string) => void} options.log receives every refusal, but never an address or a query
 * @param {() => string} options.homeUrl returns the address to which the page of a refusal links
 */
export function createRefuser({ headers, log, homeUrl }) {
  /** @param {Refusal} refusal @param {string} url @param {string} requestId */
  function makeAnswer(refusal, url, requestId) {
    log({ request_id: requestId, status: refusal.status, code: refusal.code }, 'refused')
    return refusalAnswer(refusal, { url, requestId, homeUrl: homeUrl() })
  }

  return {
    /** @param {Request} request @param {Response} response @param {string} requestId @param {Refusal} refusal */
    request(request, response, requestId, refusal) {
      const answer = makeAnswer(refusal, request.url ?? '', requestId)
      const body = request.method === 'HEAD' ? undefined : answer.body
      response.writeHead(answer.status, answer.headers).end(body)
      discardBody(request, DISCARD_LIMITS)
    },

    /** @param {import('node:stream').Duplex} socket @param {Refusal} refusal @param {string} url */
    socket(socket, refusal, url) {
      /** @type {Response | undefined} the answer on this socket that is not finished yet */
      const openResponse = Reflect.get(socket, '_httpMessage')
      if (!socket.writable) socket.destroy()
      else if (openResponse?.req.complete) openResponse.once('finish', () => socket.end())
      else if (openResponse?.headersSent) socket.destroy()
      else {
        const answer = makeAnswer(refusal, openResponse?.req.url ?? url, randomUUID())
        socket.end(rawAnswer(answer, headers))
      }
    },
  }
}
