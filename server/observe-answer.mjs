/**
 * Reports the method, the route, the status and the seconds of an answer when it has been sent. The function that counts them
 * is at `Symbol.for('miteos.requestAnswered')`, where lib/dashboard/start.ts has put it. There is none when metrics are off.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {(url: string) => string} routeOf
 */
export function observeAnswer({ method = '', url = '' }, response, routeOf) {
  const requestAnswered = Reflect.get(globalThis, Symbol.for('miteos.requestAnswered'))
  if (!requestAnswered) return
  const startedAt = performance.now()
  response.once('finish', () => {
    const seconds = (performance.now() - startedAt) / 1000
    requestAnswered({ method, route: routeOf(url), status: response.statusCode }, seconds)
  })
}
