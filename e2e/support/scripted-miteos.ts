import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { freePort } from '@/scripts/free-port'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

export const dropsConnection: Answer = (request) => void request.socket.destroy()
export const neverAnswers: Answer = () => {}

/** Returns an answer with a JSON body. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }
}

/** Returns an answer that is sent after a delay. */
export function answerLate(delayMs: number, answer: Answer): Answer {
  return (request, response) => void setTimeout(answer, delayMs, request, response)
}

/**
 * A remote Miteos that answers only the five documented fields and does not send `state` back. A test can set
 * other answers.
 */
export class ScriptedMiteos {
  integrations: Record<string, unknown>[] = []
  /** The answer to every call of the API. When it is set, no call has an effect. */
  answerToAll: Answer | undefined
  /** The answer to a request for the list, instead of the integrations. */
  listAnswer: Answer | undefined
  /** The answer to POST after it has connected. */
  postAnswer: Answer | undefined
  /** `METHOD path` of every request, in order. */
  readonly calls: string[] = []
  readonly #server = createServer((request, response) => this.#answer(request, response))

  private constructor(readonly origin: string) {}

  static async start(): Promise<ScriptedMiteos> {
    const port = await freePort()
    const miteos = new ScriptedMiteos(`http://127.0.0.1:${port}`)
    await once(miteos.#server.listen(port, '127.0.0.1'), 'listening')
    return miteos
  }

  reset() {
    this.integrations = []
    this.answerToAll = undefined
    this.listAnswer = undefined
    this.postAnswer = undefined
    this.calls.length = 0
  }

  /** Returns the number of requests with this `METHOD path`. */
  count(call: string): number {
    return this.calls.filter((made) => made === call).length
  }

  /** Returns the number of open connections to this Miteos. */
  connections(): Promise<number> {
    return promisify(this.#server.getConnections.bind(this.#server))()
  }

  async close() {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.origin)
    this.calls.push(`${request.method} ${pathname}`)
    if (pathname === '/integrations/connect') return this.#comeBack(searchParams, response)
    if (this.answerToAll) return this.answerToAll(request, response)
    if (request.method === 'POST' && pathname === '/v1/integrations')
      return void this.#connect(request, response)
    if (request.method === 'DELETE') return this.#disconnect(pathname, response)
    if (pathname === '/v1/integrations') {
      return (this.listAnswer ?? json(200, this.integrations))(request, response)
    }
    json(404, { message: 'no such thing' })(request, response)
  }

  #comeBack(parameters: URLSearchParams, response: ServerResponse) {
    const callback = new URL(parameters.get('redirect_uri') ?? '')
    callback.searchParams.set('oauth_code', `code-for-${parameters.get('service')}`)
    response.writeHead(302, { location: callback.href })
    response.end()
  }

  async #connect(request: IncomingMessage, response: ServerResponse) {
    let body = ''
    for await (const chunk of request) body += chunk
    const { service } = JSON.parse(body)
    const integration = {
      id: `int_${service.replace('_', '')}${this.integrations.length}`,
      service,
      status: 'connected',
      connected_at: '2026-11-01T09:30:00Z',
      available_tools: ['read_things'],
    }
    this.integrations.push(integration)
    ;(this.postAnswer ?? json(201, integration))(request, response)
  }

  #disconnect(pathname: string, response: ServerResponse) {
    const id = pathname.split('/').at(-1)
    this.integrations = this.integrations.map((integration) =>
      integration.id === id ? { ...integration, status: 'disconnected' } : integration,
    )
    response.writeHead(204).end()
  }
}
