import { randomBytes } from 'node:crypto'
import { type Integration, integrationSchema } from '@/lib/contract/api/integration'
import type { Environment, Role } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Log } from '@/lib/http/log'
import type { Person } from '@/lib/platform/access/person'
import { commandLine } from '@/lib/platform/access/system-actors'
import { type Meter, silentMeter } from '@/lib/platform/core/meter'
import type { PlatformSettings } from '@/lib/platform/core/settings'
import { createPlatform } from '@/lib/platform/platform'
import type { Platform } from '@/lib/platform/platform-interface'
import type { Storage } from '@/lib/storage/database'
import { createKeyring } from '@/lib/storage/keyring'
import { judged } from './judged-answers'
import { type ConsentChoices, createBrowser } from './platform-browser'

export const appUrl = 'http://localhost:3000'

interface Options {
  settings?: Partial<PlatformSettings>
  /** Answers the platform's requests to providers outside the sandbox. Without it, every such request fails. */
  network?: (request: Request) => Promise<Response>
  keys?: string
  /** Receives every log line too. */
  log?: Log
  meter?: Meter
}

/** A person with an API token and a browser that is signed in with it. */
export interface Client {
  token: string
  tokenId: string
  accountId: string
  send: (method: string, path: string, init?: RequestInit) => Promise<Response>
  get: (path: string) => Promise<Response>
  post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>
  delete: (path: string) => Promise<Response>
  /** Goes to the provider in a browser and returns the parameters that `/callback` received. */
  goThrough: (service: Service, choices?: ConsentChoices) => Promise<URLSearchParams>
  /** Goes to the provider in a browser and returns the new code that `/callback` received. */
  code: (service: Service, choices?: ConsentChoices) => Promise<string>
  /** Connects through the browser and POST, and returns the integration. */
  connect: (service: Service, choices?: ConsentChoices) => Promise<Integration>
}

/** A server that runs the whole platform, with what a test needs to use it. */
export interface TestServer {
  platform: Platform
  storage: Storage
  /** Moves the clock ahead by this many milliseconds. */
  advance: (milliseconds: number) => void
  /** Every log line so far, as text. */
  logged: () => string
  /** Creates an API token in an account, and the account too when there is none of this name. */
  client: (options?: {
    account?: string
    environment?: Environment
    role?: Role
  }) => Promise<Client>
  /** Sends a request without a token. */
  anonymous: (method: string, path: string, init?: RequestInit) => Promise<Response>
  /** Makes the person whose browser has a client's session one of the support staff. */
  makeStaff: (client: Pick<Client, 'tokenId'>) => void
}

const silent: Log = { info() {}, warn() {}, error() {} }

const refuseNetwork = () => Promise.reject(new Error('nothing may go out to the network here'))

export function newKeys(id = 'k1'): string {
  return `${id}:${randomBytes(32).toString('base64')}`
}

interface Shared {
  keys: string
  /** The signed-in people, each by the id of their API token. */
  people: Map<string, Person>
}
const shared = new WeakMap<Storage, Shared>()

/** Returns the keys and the people that all platforms on one store share, as two servers would. */
function sharedOn(storage: Storage): Shared {
  const found = shared.get(storage) ?? { keys: newKeys(), people: new Map() }
  shared.set(storage, found)
  return found
}

/** Creates a whole platform with its sandbox on a store. `advance` moves its clock. */
export function platformOn(storage: Storage, options: Options = {}): TestServer {
  let aheadMs = 0
  const now = () => Date.now() + aheadMs
  const lines: string[] = []
  const record = (level: keyof Log) => (fields: object, message: string) => {
    lines.push(JSON.stringify({ ...fields, message }))
    options.log?.[level](fields, message)
  }
  const { keys, people } = sharedOn(storage)
  const parts: Parameters<typeof createPlatform>[0] = {
    settings: {
      appUrl,
      liveClients: {},
      providerOrigins: {},
      signalSecrets: {},
      connectAttemptTtlMs: 600_000,
      oauthCodeTtlMs: 300_000,
      healthCheckIntervalMs: 900_000,
      providerTimeoutMs: 2000,
      apiRequestsPerMinute: 0,
      connectsPerMinute: 0,
      activityDays: 365,
      ...options.settings,
    },
    storage,
    keyring: createKeyring(options.keys ?? keys),
    log: { info: record('info'), warn: record('warn'), error: record('error') },
    meter: options.meter ?? silentMeter,
    now,
    whoIsSignedIn: async (request) => {
      const id = /session=(tok_\w+)/.exec(request.headers.get('cookie') ?? '')?.[1]
      return (id && people.get(id)) || null
    },
    networkFetch: options.network ?? refuseNetwork,
  }
  const created = createPlatform(parts)
  // The document comes from another platform, because the request for it would be in the log of this one.
  const readDocument = (request: Request) =>
    createPlatform({ ...parts, log: silent }).handle(request)
  const handle = judged(created.handle, readDocument, parts.settings.appUrl)
  const platform = { ...created, handle }
  const anonymous: TestServer['anonymous'] = (method, path, init) =>
    platform.handle(new Request(new URL(path, appUrl), { method, ...init }))

  async function client({
    account: accountName = 'default',
    environment = 'test',
    role = 'admin',
  }: Parameters<TestServer['client']>[0] = {}): Promise<Client> {
    await storage.ready()
    const account = await platform.accounts.ensure(accountName)
    const created = await platform.tokens.create({
      accountId: account.id,
      environment,
      role,
      name: `${role} of ${accountName}`,
      createdBy: commandLine,
    })
    people.set(created.id, {
      id: `person_of_${created.id}`,
      accountId: account.id,
      accountName,
      environment,
      role,
      actor: { kind: 'token', id: created.id, name: `${role} of ${accountName}` },
    })
    const send: Client['send'] = (method, path, init = {}) => {
      const headers = new Headers(init.headers)
      headers.set('authorization', `Bearer ${created.token}`)
      return anonymous(method, path, { ...init, headers })
    }
    const post: Client['post'] = (path, body, headers = {}) =>
      send('POST', path, {
        headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
        body: body === undefined ? null : JSON.stringify(body),
      })
    const goThrough: Client['goThrough'] = (service, choices) =>
      createBrowser(platform, appUrl, created.id).connect(service, choices)
    const code: Client['code'] = async (service, choices) => {
      const back = await goThrough(service, choices)
      const oauthCode = back.get('oauth_code')
      if (!oauthCode) throw new Error(`no code came back, but ${back}`)
      return oauthCode
    }
    return {
      token: created.token,
      tokenId: created.id,
      accountId: account.id,
      send,
      post,
      goThrough,
      code,
      get: (path) => send('GET', path),
      delete: (path) => send('DELETE', path),
      async connect(service, choices) {
        const response = await post('/v1/integrations', {
          service,
          oauth_code: await code(service, choices),
        })
        const body: unknown = await response.json()
        if (!response.ok) throw new Error(`connecting ${service} answered ${JSON.stringify(body)}`)
        return integrationSchema.parse(body)
      },
    }
  }

  return {
    platform,
    storage,
    client,
    anonymous,
    makeStaff({ tokenId }) {
      const person = people.get(tokenId)
      if (!person) throw new Error('nobody has this token')
      people.set(tokenId, { ...person, actor: { kind: 'staff', id: 'per_1', name: 'Ada' } })
    },
    advance: (milliseconds) => {
      aheadMs += milliseconds
    },
    logged: () => lines.join('\n'),
  }
}
