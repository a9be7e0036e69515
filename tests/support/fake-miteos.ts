import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Transport } from '@/lib/dashboard/miteos/miteos-transport'

/** Returns an integration that has only the documented fields. */
export function integration(fields: Partial<ListedIntegration> = {}): ListedIntegration {
  return {
    id: 'int_01h2xcejqtf2nbrexx3vqjhp41',
    service: 'slack',
    status: 'connected',
    connected_at: '2026-03-01T09:30:00Z',
    available_tools: ['post_message', 'read_channel', 'create_channel', 'search_messages'],
    ...fields,
  }
}

type Answer = (request: Request) => Response | Promise<Response>

export interface FakeMiteos {
  send: Transport
  /** `METHOD /path` of every request that arrived, oldest first. */
  calls: string[]
  /** The parsed bodies of the requests; `undefined` for a request without a body. */
  bodies: unknown[]
  /** The bearer tokens that arrived. */
  bearers: (string | null)[]
  /** Sets the answer to a method and path below `/v1` from now on. */
  on: (call: `${'GET' | 'POST' | 'DELETE'} /${string}`, answer: Answer) => void
}

/** Creates a fake API. A test sets the answers to its calls and can read the requests. Other calls get 404. */
export function createFakeMiteos(): FakeMiteos {
  const answers = new Map<string, Answer>()
  const fake: FakeMiteos = {
    calls: [],
    bodies: [],
    bearers: [],
    on: (call, answer) => answers.set(call, answer),
    async send(request) {
      const call = `${request.method} ${new URL(request.url).pathname.replace(/^.*\/v1/, '')}`
      const text = await request.clone().text()
      fake.calls.push(call)
      fake.bodies.push(text === '' ? undefined : JSON.parse(text))
      fake.bearers.push(request.headers.get('authorization'))
      return answers.get(call)?.(request) ?? new Response(null, { status: 404 })
    },
  }
  fake.on('GET /integrations', () => Response.json([]))
  return fake
}

/** Returns an error answer with problem details. */
export function problem(status: number, code: string, members: object = {}): Response {
  const body = {
    type: 'about:blank',
    title: code,
    status,
    detail: code,
    code,
    request_id: 'r'.repeat(8),
  }
  return Response.json({ ...body, ...members }, { status })
}
