import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { trustedProxies } from '@/server/client-address.mjs'
import { createGuardedServer } from '@/server/guarded-server.mjs'

type Listener = Parameters<typeof createGuardedServer>[0]['listener']

/**
 * Starts a guarded server on a loopback port in front of `listener`. Returns the server, its log, and functions
 * that send HTTP to it.
 */
export async function guardedServer(listener: Listener, { https = false, proxies = '' } = {}) {
  const log: object[] = []
  const messages: string[] = []
  const server = createGuardedServer({
    listener,
    proxies: trustedProxies(proxies),
    https,
    homeUrl: () => 'https://miteos.example/integrations',
    log(fields, message) {
      log.push(fields)
      messages.push(message)
    },
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  const open = () => connect(port, '127.0.0.1')
  /** Sends a text and returns the whole answer as text. */
  const raw = (request: string) => {
    const socket = open()
    socket.write(request)
    return text(socket)
  }
  return {
    server,
    origin: `http://127.0.0.1:${port}`,
    log,
    messages,
    open,
    raw,
    /** Sends a request with this request line and these header lines, and returns the whole answer as text. */
    ask: (line: string, headers = '') =>
      raw(`${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
