import { once } from 'node:events'
import { request as sendRequest } from 'node:http'
import { createServer } from 'node:https'
import { selfSigned } from '@/tests/support/self-signed'

/** Starts an https server for a host name on a port, which passes every request on to a server on this machine. */
export async function tlsProxy(name: string, port: number, targetOrigin: string) {
  const proxy = createServer(selfSigned(name), (request, response) => {
    const { method, url = '/', headers } = request
    // No connection is used twice, because the server may close one at the moment at which it is used again.
    const sent = { method, headers, agent: false }
    const onward = sendRequest(new URL(url, targetOrigin), sent, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  await once(proxy.listen(port, '127.0.0.1'), 'listening')
  return {
    close() {
      proxy.closeAllConnections()
      proxy.close()
    },
  }
}
