import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** `gone` closes every connection and accepts none; `stalled` drops all bytes; `slowByMs` delays them. */
export type ProxyMode = 'open' | 'gone' | 'stalled' | { slowByMs: number }

/** Starts a proxy in front of a PostgreSQL server. `set` makes the server unreachable or slow. */
export async function startPostgresProxy(databaseUrl: string) {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let mode: ProxyMode = 'open'

  const pass = (from: Socket, to: Socket) =>
    from.on('data', (bytes) => {
      if (mode === 'stalled') return
      if (mode instanceof Object) setTimeout(() => to.write(bytes), mode.slowByMs)
      else to.write(bytes)
    })

  const server = createServer((client) => {
    if (mode === 'gone') return client.destroy()
    const upstream = connect(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    pass(client, upstream)
    pass(upstream, client)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const url = new URL(databaseUrl)
  url.port = String(address instanceof Object ? address.port : '')
  const dropAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    connections: () => sockets.size / 2,
    set(next: ProxyMode) {
      mode = next
      if (mode === 'gone') dropAll()
    },
    async stop() {
      dropAll()
      server.close()
      await once(server, 'close')
    },
  }
}
