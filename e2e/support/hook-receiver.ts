import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'

/** A server on loopback that webhooks can be sent to. */
export class HookReceiver {
  /** The status of the next answers. */
  status = 204
  /** The bodies so far, in their order. */
  readonly bodies: string[] = []
  readonly #headers: Record<string, string>[] = []
  readonly #server = createServer(async (request, response) => {
    const headers = Object.entries(request.headers)
    this.#headers.push(Object.fromEntries(headers.map(([name, value]) => [name, String(value)])))
    this.bodies.push(await text(request))
    response.writeHead(this.status).end()
  })

  static async start(): Promise<HookReceiver> {
    const receiver = new HookReceiver()
    await once(receiver.#server.listen(0, '127.0.0.1'), 'listening')
    return receiver
  }

  get url(): string {
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return `http://127.0.0.1:${address.port}/hooks`
  }

  /** Verifies everything that came, and returns the types of the messages in their order. */
  verifiedTypes(secret: string): unknown[] {
    const webhook = new Webhook(secret)
    return this.bodies.map((body, index) => {
      const message = webhook.verify(body, this.#headers[index] ?? {})
      return message instanceof Object && 'type' in message ? message.type : null
    })
  }

  async close() {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
