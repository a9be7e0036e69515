/**
 * Accepts no new connection. Resolves when the running requests are answered. Closes the connections that are still
 * open after `timeoutMs`.
 *
 * @param {import('node:http').Server} server
 * @param {number} timeoutMs
 */
export function drain(server, timeoutMs) {
  return new Promise((resolve) => {
    const idleTimer = setInterval(() => server.closeIdleConnections(), 100)
    const timeoutTimer = setTimeout(() => server.closeAllConnections(), timeoutMs)
    server.close(() => {
      clearInterval(idleTimer)
      clearTimeout(timeoutTimer)
      resolve(undefined)
    })
  })
}
