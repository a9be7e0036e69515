/**
 * Accepts no new connection. Resolves when the running requests are answered, or after `withinMs`.
 *
 * @param {import('node:http').Server} server
 * @param {number} withinMs
 */
export function drain(server, withinMs) {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 100)
    const deadline = setTimeout(() => server.closeAllConnections(), withinMs)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(deadline)
      resolve(undefined)
    })
  })
}
