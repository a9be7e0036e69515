import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Log } from '@/lib/http/log'
import { createSandbox, type Sandbox } from '@/lib/platform/sandbox/sandbox'
import type { Storage } from '@/lib/storage/database'

const log: Log = {
  info: () => {},
  warn: () => {},
  error: (fields, message) => {
    throw new Error(message, { cause: fields })
  },
}

export const appUrl = 'http://localhost:3000'
export const redirectUri = 'http://127.0.0.1:4000/callback'
/** The address of Slack's consent page, below `/sandbox/slack`. */
export const consentAddress = `/authorize?${new URLSearchParams({
  client_id: 'sandbox_slack',
  redirect_uri: redirectUri,
  scope: 'chat:write',
  state: 's',
})}`

export interface TestSandbox {
  sandbox: Sandbox
  storage: Storage
  /** Moves the sandbox's clock ahead by this many milliseconds. */
  advance: (milliseconds: number) => void
  now: () => number
  /** Sends one request to a path below `/sandbox/{service}`. */
  ask: (service: Service, path: string, init?: RequestInit) => Promise<Response>
}

/** Creates the sandbox on a store. Its clock stands still until a test moves it. */
export function sandboxOn(storage: Storage, startsAt = Date.UTC(2026, 10, 2, 9)): TestSandbox {
  let time = startsAt
  const now = () => time
  const sandbox = createSandbox({ storage, appUrl, now, log, findCustomer: async () => null })
  return {
    sandbox,
    storage,
    now,
    advance: (milliseconds) => {
      time += milliseconds
    },
    ask: (service, path, init) =>
      sandbox.handle(new Request(`${appUrl}/sandbox/${service}${path}`, init)),
  }
}

/** The choices of a person on the consent page. */
export interface ConsentChoices {
  decision?: 'allow' | 'deny'
  scenario?: string
  account?: string
}

/** Opens an authorize URL, submits the consent page, and returns the address to which the sandbox redirects. */
export async function consent(
  { sandbox }: TestSandbox,
  authorizeUrl: string | URL,
  { decision = 'allow', ...choices }: ConsentChoices = {},
): Promise<URL> {
  const start = await sandbox.handle(new Request(authorizeUrl))
  const page = start.headers.get('location')
  if (start.status !== 302 || !page) throw new Error(`authorize answered ${start.status}`)
  const end = await sandbox.handle(
    new Request(page, { method: 'POST', body: new URLSearchParams({ decision, ...choices }) }),
  )
  const location = end.headers.get('location')
  if (end.status !== 303 || !location) throw new Error(`consent answered ${end.status}`)
  return new URL(location)
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, String(value))
  }
  const body = chunks.length > 0 ? Buffer.concat(chunks) : null
  return new Request(new URL(incoming.url ?? '/', appUrl), {
    method: incoming.method ?? 'GET',
    headers,
    body,
  })
}

async function answer(sandbox: Sandbox, incoming: IncomingMessage, outgoing: ServerResponse) {
  const response = await sandbox.handle(await toRequest(incoming))
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}

/** Serves the sandbox on loopback until the tests are done and returns its origin. */
export async function serve(sandbox: Sandbox): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    answer(sandbox, incoming, outgoing).catch((error) => outgoing.destroy(error))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${portOf(server.address())}`
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address.port
}

/** Returns the code in the callback address of a consent. */
export function codeOf(wayBack: URL): string {
  const code = wayBack.searchParams.get('code')
  if (code === null) throw new Error(`no code came back: ${wayBack.search}`)
  return code
}

/** Returns a form as a client posts it to a token endpoint. A field without a value is left out. */
export function form(fields: Record<string, string | undefined>): RequestInit {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.set(name, value)
  return { method: 'POST', body, headers: { Accept: 'application/json' } }
}
