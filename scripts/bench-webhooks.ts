import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { connectTelegramBots } from './bench-bots'
import { createBenchStore } from './bench-store'
import { freePort } from './free-port'
import { RunningServer } from './running-server'

const messageCount = 1000
const maxDeliveryMs = 5 * 60_000

/** Measures how long 1,000 messages take to reach one fast receiver. This includes the connections that cause them. */
export async function benchWebhooks(kind: 'SQLite' | 'PostgreSQL', say: (line: string) => void) {
  const received = new Set<string>()
  const port = await freePort()
  const receiver = createServer((request, response) => {
    request.resume().on('end', () => {
      received.add(String(request.headers['webhook-id']))
      response.writeHead(204).end()
    })
  })
  await once(receiver.listen(port, '127.0.0.1'), 'listening')
  const store = await createBenchStore(kind)
  const server = await RunningServer.start({ env: store.env, dataDir: store.dataDir })
  const authorization = `Bearer ${await server.createToken()}`
  const answer = await fetch(`${server.origin}/v1/webhooks`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({
      url: `http://127.0.0.1:${port}/hook`,
      events: ['integration.connected'],
    }),
  })
  if (answer.status !== 201) throw new Error(`Adding the webhook answered ${answer.status}.`)

  const startedAt = performance.now()
  await connectTelegramBots(server.origin, authorization, messageCount)
  const connectedAfter = performance.now() - startedAt
  while (received.size < messageCount) {
    if (performance.now() - startedAt > maxDeliveryMs)
      throw new Error(`Only ${received.size} of ${messageCount} messages arrived.`)
    await delay(50)
  }
  const seconds = (ms: number) => (ms / 1000).toFixed(1)
  say(`webhooks on ${store.name}`)
  say(
    `  ${messageCount} messages arrived after   ${seconds(performance.now() - startedAt)} s, of which ${seconds(connectedAfter)} s were the connections\n`,
  )
  await server.end()
  receiver.closeAllConnections()
  receiver.close()
  await store.remove()
}
