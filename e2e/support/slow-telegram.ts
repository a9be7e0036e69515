import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { freePort } from '@/scripts/free-port'

const bot = { ok: true, result: { id: 42, is_bot: true, username: 'slow_bot' } }

/** A Bot API that answers only when a test calls `answer`. */
export class SlowTelegram {
  readonly #waiting: ServerResponse[] = []
  readonly #server = createServer((_request, response) => {
    this.#waiting.push(response)
    this.#server.emit('asked')
  })

  private constructor(readonly origin: string) {}

  static async start(): Promise<SlowTelegram> {
    const port = await freePort()
    const telegram = new SlowTelegram(`http://127.0.0.1:${port}`)
    await once(telegram.#server.listen(port, '127.0.0.1'), 'listening')
    return telegram
  }

  /** Resolves when a request waits for an answer. */
  async asked() {
    if (this.#waiting.length === 0) await once(this.#server, 'asked')
  }

  /** Answers every request that waits. */
  answer() {
    for (const response of this.#waiting.splice(0)) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(bot))
    }
  }

  async close() {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
