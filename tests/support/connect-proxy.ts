import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface ConnectProxy {
  /** `host:port`. */
  address: string
  /** One text for each request: the host and port of a tunnel and its `Proxy-Authorization`, or the method and URL. */
  asked: string[]
}

/**
 * Starts an HTTP proxy on loopback until the test is over (RFC 9110 §9.3.6). Every tunnel leads to the given
 * port, even when another host was requested.
 *
 * @param refusal a status with which every request for a tunnel is refused
 */
export async function startConnectProxy(port: number, refusal?: number): Promise<ConnectProxy> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(501).end()
  })
  server.on('connection', (socket: Socket) => sockets.add(socket))
  server.on('connect', ({ url = '', headers }: IncomingMessage, client: Socket) => {
    const authorization = headers['proxy-authorization']
    asked.push([url, ...(authorization ? [authorization] : [])].join(' '))
    client.on('error', () => {})
    if (refusal) return client.end(`HTTP/1.1 ${refusal} Refused\r\n\r\n`)
    const target = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      target.pipe(client).pipe(target)
    })
    sockets.add(target)
    return target.on('error', () => client.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  return { address: `127.0.0.1:${address instanceof Object ? address.port : 0}`, asked }
}
