import { takeEventLoopTurn } from './event-loop-turns.mjs'

/** @param {import('node:http').IncomingMessage} request */
function announcesBody({ headers }) {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/**
 * Resolves when the whole body has arrived and can be read from the request, or when that will not happen,
 * because the body is longer than `maxBytes` or the client has gone.
 *
 * The `highWaterMark` of the request has to be greater than `maxBytes`. Otherwise the request stops
 * reading its socket before the whole body has arrived, and the function waits until the client has gone.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {number} maxBytes
 * @returns {Promise<'whole' | 'too large' | 'gone'>}
 */
export async function waitForBody(request, maxBytes) {
  if (!announcesBody(request)) return 'whole'
  // Wait one turn, because a short body may already be complete. In that case do not listen: a "readable" listener
  // would end the stream before the application reads it.
  await takeEventLoopTurn()
  if (request.readableLength > maxBytes) return 'too large'
  if (request.complete) return 'whole'
  return new Promise((resolve) => {
    /** @param {'whole' | 'too large' | 'gone'} outcome */
    function finish(outcome) {
      request.off('readable', onReadable).off('close', onClose)
      resolve(outcome)
    }
    function onReadable() {
      if (request.readableLength > maxBytes) finish('too large')
      else if (request.complete) finish('whole')
    }
    function onClose() {
      finish('gone')
    }
    request.on('readable', onReadable).on('close', onClose)
  })
}

/**
 * Reads and discards the rest of a refused body, so that the connection can be used for the next request.
 * Closes the connection when the rest is longer than `maxBytes` or takes longer than `timeoutMs`.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {{ maxBytes: number, timeoutMs: number }} limits
 */
export function discardBody(request, { maxBytes, timeoutMs }) {
  let discardedBytes = 0
  const closeConnection = () => request.socket.destroy()
  const timer = setTimeout(closeConnection, timeoutMs).unref()
  request.on('close', () => clearTimeout(timer))
  request.on('data', (chunk) => {
    discardedBytes += chunk.length
    if (discardedBytes > maxBytes) closeConnection()
  })
}
