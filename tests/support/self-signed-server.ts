import { once } from 'node:events'
import { createServer } from 'node:https'
import { onTestFinished } from 'vitest'
import { selfSigned } from './self-signed'

/** Starts a server with a self-signed certificate on loopback until the test is over. `asked` has the path of each request. */
export async function startSelfSignedServer(
  host: string,
): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = []
  const server = createServer(selfSigned(host), ({ url = '' }, response) => {
    asked.push(url)
    response.end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return { port: address instanceof Object ? address.port : 0, asked }
}
