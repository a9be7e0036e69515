/** @type {(() => void)[]} */
const waiting = []

function beginNext() {
  waiting.shift()?.()
  if (waiting.length > 0) setImmediate(beginNext)
}

/**
 * Resolves in a later turn of the event loop, and for one caller only in each turn. Requests that arrive at the same
 * time are therefore begun one after the other, and a request that needs no turn is answered between them.
 *
 * @returns {Promise<void>}
 */
export function takeEventLoopTurn() {
  return new Promise((resolve) => {
    waiting.push(resolve)
    if (waiting.length === 1) setImmediate(beginNext)
  })
}
