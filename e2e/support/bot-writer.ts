import { integrationSchema } from '@/lib/contract/api/integration'

/**
 * The status that an acknowledged integration must have. After a disconnect without an answer, both are
 * possible.
 */
type Expected = 'connected' | 'disconnected' | 'either'

/** Connects bots, disconnects some of them, and keeps the status that the server acknowledged for each. */
export class BotWriter {
  readonly expected = new Map<string, Expected>()
  #bots = 0

  constructor(
    readonly origin: string,
    readonly token: string,
  ) {}

  async #ask(method: string, path = '', body?: object): Promise<Response> {
    const response = await fetch(`${this.origin}/v1/integrations${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}.`)
    return response
  }

  async #writeOne() {
    const bot = ++this.#bots
    const bot_token = `${2_000_000_000 + bot}:${'a'.repeat(35)}`
    const response = await this.#ask('POST', '', { service: 'telegram', bot_token })
    const { id } = integrationSchema.parse(await response.json())
    this.expected.set(id, 'connected')
    if (bot % 3 > 0) return
    this.expected.set(id, 'either')
    await this.#ask('DELETE', `/${id}`)
    this.expected.set(id, 'disconnected')
  }

  /** Writes until a write gets no answer. Calls `onCount` after each write once `count` writes were acknowledged. */
  async write(count: number, onCount: () => void) {
    const target = this.expected.size + count
    for (;;) {
      try {
        await this.#writeOne()
      } catch (error) {
        // `fetch` throws this when the server is gone or its answer is not complete.
        if (error instanceof TypeError || error instanceof SyntaxError) return
        throw error
      }
      if (this.expected.size >= target) onCount()
    }
  }

  /** Returns one line with the id and both statuses for each integration that does not have the acknowledged status. */
  async findWrong(): Promise<string[]> {
    const listed = integrationSchema.array().parse(await (await this.#ask('GET')).json())
    const status = new Map<string, string>(listed.map(({ id, status }) => [id, status]))
    return [...this.expected].flatMap(([id, expected]) => {
      const isRight = expected === 'either' ? status.has(id) : status.get(id) === expected
      return isRight ? [] : [`${id}: ${status.get(id)} instead of ${expected}`]
    })
  }
}
