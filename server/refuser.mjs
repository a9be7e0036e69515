import { randomUUID } from 'node:crypto'
import { letPass } from './received-body.mjs'
import { rawAnswer, refusalAnswer } from './refusal.mjs'

const PATIENCE = { limit: 16 * 1024 * 1024, withinMs: 5000 }

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {import('./guard.mjs').Refusal} Refusal
 */

/**
 * Says no to requests, and to sockets on which none came.
 *
 * @param {Record<string, string>} headers of every answer
 * @param {(fields: object, message: string) => void} log told of every refusal, never of an address or a query
 */
export function createRefuser(headers, log) {
  /** @param {Refusal} refusal @param {string} url @param {string} requestId */
  function answerTo(refusal, url, requestId) {
    log({ request_id: requestId, status: refusal.status, code: refusal.code }, 'refused')
    return refusalAnswer(refusal, url, requestId)
  }

  return {
    /** @param {Request} request @param {Response} response @param {string} requestId @param {Refusal} refusal */
    request(request, response, requestId, refusal) {
      const answer = answerTo(refusal, request.url ?? '', requestId)
      const body = request.method === 'HEAD' ? undefined : answer.body
      response.writeHead(answer.status, answer.headers).end(body)
      letPass(request, PATIENCE)
    },

    /** @param {import('node:stream').Duplex} socket @param {Refusal} refusal @param {string} url */
    socket(socket, refusal, url) {
      /** @type {Response | undefined} the answer to the request before */
      const answering = Reflect.get(socket, '_httpMessage')
      if (!socket.writable) socket.destroy()
      else if (answering?.req.complete) answering.once('finish', () => socket.end())
      else if (answering?.headersSent) socket.destroy()
      else {
        const answer = answerTo(refusal, answering?.req.url ?? url, randomUUID())
        socket.end(rawAnswer(answer, headers))
      }
    },
  }
}
