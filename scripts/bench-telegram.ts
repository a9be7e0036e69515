import { once } from 'node:events'
import { createServer } from 'node:http'
import { freePort } from './free-port'

/** A Bot API on loopback that answers at once and counts how often each bot was asked about. */
export interface BenchTelegram {
  origin: string
  asked: Map<string, number>
  end: () => Promise<void>
}

export async function startBenchTelegram(): Promise<BenchTelegram> {
  const asked = new Map<string, number>()
  const port = await freePort()
  const server = createServer((request, response) => {
    const bot = /^\/bot(\d+):/.exec(request.url ?? '')?.[1] ?? ''
    asked.set(bot, (asked.get(bot) ?? 0) + 1)
    const result = { id: Number(bot), is_bot: true, username: `bot_${bot}` }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok: true, result }))
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    async end() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
