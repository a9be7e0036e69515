import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/**
 * The bytes with which a client asks for TLS
 * (https://www.postgresql.org/docs/current/protocol-message-formats.html).
 */
const sslRequest = Buffer.from('0000000804d2162f', 'hex')

/** Starts a proxy in front of a PostgreSQL server. It accepts connections with TLS and without. */
export async function startPostgresBehindTls(
  databaseUrl: string,
  certificate: { key: string; cert: string },
) {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const connectionKinds: ('plain' | 'encrypted')[] = []

  function join(client: Socket) {
    const upstream = connect(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        client.destroy()
        upstream.destroy()
      })
    }
    client.pipe(upstream).pipe(client)
  }

  const server = createServer((client) => {
    client.once('data', (first) => {
      if (!first.equals(sslRequest)) {
        connectionKinds.push('plain')
        join(client)
        client.unshift(first)
        return
      }
      const secure = new TLSSocket(client, { isServer: true, ...certificate })
      secure.on('error', () => client.destroy())
      secure.once('secure', () => {
        connectionKinds.push('encrypted')
        join(secure)
      })
      client.write('S')
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const url = new URL(databaseUrl)
  url.port = String(address instanceof Object ? address.port : '')
  url.hostname = 'localhost'
  return {
    url: url.href,
    /** The kind of each connection to the proxy, oldest first: with TLS or without. */
    connectionKinds,
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
