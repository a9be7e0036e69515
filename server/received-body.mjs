import { setImmediate } from 'node:timers/promises'

/** @param {import('node:http').IncomingMessage} request */
function announcesBody({ headers }) {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/**
 * Resolves when the whole body has arrived and can be read from the request, or when that will not happen: the
 * body is longer than `limit`, or the client has gone.
 *
 * The `highWaterMark` of the request has to be greater than `limit`, so that the request does not pause its
 * socket before.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {number} limit
 * @returns {Promise<'whole' | 'too large' | 'gone'>}
 */
export async function receivedBody(request, limit) {
  if (!announcesBody(request)) return 'whole'
  // A listener for "readable" would end an empty and complete stream before the application sees it.
  await setImmediate()
  if (request.readableLength > limit) return 'too large'
  if (request.complete) return 'whole'
  return new Promise((resolve) => {
    /** @param {'whole' | 'too large' | 'gone'} outcome */
    function settle(outcome) {
      request.off('readable', look).off('close', leave)
      resolve(outcome)
    }
    function look() {
      if (request.readableLength > limit) settle('too large')
      else if (request.complete) settle('whole')
    }
    function leave() {
      settle('gone')
    }
    request.on('readable', look).on('close', leave)
  })
}

/**
 * Reads and discards the rest of a refused body, so that the connection can be used for the next request.
 * Closes the connection when the rest is longer than `limit` bytes or takes longer than `withinMs`.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {{ limit: number, withinMs: number }} patience
 */
export function discardBody(request, { limit, withinMs }) {
  let passed = 0
  const giveUp = () => request.socket.destroy()
  const timer = setTimeout(giveUp, withinMs).unref()
  request.on('close', () => clearTimeout(timer))
  request.on('data', (chunk) => {
    passed += chunk.length
    if (passed > limit) giveUp()
  })
}
