import { once } from 'node:events'
import { createServer, request as sendRequest } from 'node:http'
import { trustedProxies } from '../server/client-address.mjs'
import { answerByPlatform } from '../server/embedded-platform.mjs'
import { createGuardedServer } from '../server/guarded-server.mjs'
import { freePort } from './free-port'

/** The server of the product, with a proxy in front that adds an API token to each request. */
export interface ConformanceServer {
  /** The public origin: the address of the proxy. */
  origin: string
  /** Sets the handler that answers behind the server, and the token that the proxy adds. */
  mount: (handle: (request: Request) => Promise<Response>, token: string) => void
  close: () => void
}

/** Starts the server and the proxy on loopback. The suite needs the proxy, because it cannot send `Authorization`. */
export async function startConformanceServer(): Promise<ConformanceServer> {
  const origin = `http://127.0.0.1:${await freePort()}`
  const { protocol, host, port } = new URL(origin)
  const server = createGuardedServer({
    listener: answerByPlatform,
    proxies: trustedProxies(''),
    homeUrl: () => origin,
    log() {},
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const serverPort = address instanceof Object ? address.port : 0

  let authorization = ''
  const proxy = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming
    const sent = sendRequest({
      host: '127.0.0.1',
      port: serverPort,
      method,
      path: url,
      headers: { ...headers, authorization },
    })
    sent.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    sent.on('error', () => outgoing.destroy())
    outgoing.on('close', () => sent.destroy())
    incoming.pipe(sent)
  })
  await once(proxy.listen(Number(port), '127.0.0.1'), 'listening')

  return {
    origin,
    mount(handle, token) {
      authorization = `Bearer ${token}`
      Reflect.set(globalThis, Symbol.for('miteos.platform'), { handle, site: { protocol, host } })
    },
    close() {
      for (const each of [proxy, server]) {
        each.closeAllConnections()
        each.close()
      }
    },
  }
}
