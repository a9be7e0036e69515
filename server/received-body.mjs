import { setImmediate as nextTurn } from 'node:timers/promises'

/** @param {import('node:http').IncomingMessage} request */
function announcesBody({ headers }) {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/**
 * Resolves when the whole body has arrived and can be read from the request, or when that will not happen: the
 * body is longer than `limit`, or the client has gone.
 *
 * The `highWaterMark` of the request has to be greater than `limit`. Otherwise the request stops
 * reading its socket before the whole body is there, and this waits until the client has gone.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {number} limit
 * @returns {Promise<'whole' | 'too large' | 'gone'>}
 */
export async function waitForBody(request, limit) {
  if (!announcesBody(request)) return 'whole'
  // Wait one turn, because a short body may already be complete. In that case do not listen: a "readable" listener
  // would end the stream before the application reads it.
  await nextTurn()
  if (request.readableLength > limit) return 'too large'
  if (request.complete) return 'whole'
  return new Promise((resolve) => {
    /** @param {'whole' | 'too large' | 'gone'} outcome */
    function settle(outcome) {
      request.off('readable', onReadable).off('close', onClose)
      resolve(outcome)
    }
    function onReadable() {
      if (request.readableLength > limit) settle('too large')
      else if (request.complete) settle('whole')
    }
    function onClose() {
      settle('gone')
    }
    request.on('readable', onReadable).on('close', onClose)
  })
}

/**
 * Reads and discards the rest of a refused body, so that the connection can be used for the next request.
 * Closes the connection when the rest is longer than `limit` bytes or takes longer than `withinMs`.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {{ limit: number, withinMs: number }} limits
 */
export function discardBody(request, { limit, withinMs }) {
  let discardedBytes = 0
  const giveUp = () => request.socket.destroy()
  const timer = setTimeout(giveUp, withinMs).unref()
  request.on('close', () => clearTimeout(timer))
  request.on('data', (chunk) => {
    discardedBytes += chunk.length
    if (discardedBytes > limit) giveUp()
  })
}
