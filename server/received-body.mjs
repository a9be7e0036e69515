import { setImmediate } from 'node:timers/promises'

/** @param {import('node:http').IncomingMessage} request */
function announcesBody({ headers }) {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/**
 * Resolves when the whole body has arrived and waits unread in the request, or when that will not happen:
 * it is longer than `limit`, or the client went away.
 *
 * The request has to hold more than `limit` before it pauses its socket (`highWaterMark`).
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {number} limit
 * @returns {Promise<'whole' | 'too large' | 'gone'>}
 */
export async function receivedBody(request, limit) {
  if (!announcesBody(request)) return 'whole'
  // To listen for "readable" ends a stream that is empty and complete, before the application sees it.
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
 * Lets the rest of a refused body pass, so that the connection can carry the next request. A body that
 * goes on for more than `limit` bytes or `withinMs` ends its connection.
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
