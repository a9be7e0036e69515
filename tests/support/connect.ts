import { randomBytes } from 'node:crypto'
import type { Role } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Person, WhoIsSignedIn } from '@/lib/platform/access/person'
import type { App } from '@/lib/platform/apps/return-addresses'
import { createConnectAttempts } from '@/lib/platform/attempts/connect-attempts'
import { type Codes, createCodes } from '@/lib/platform/codes/codes'
import { createConsentPages } from '@/lib/platform/consent/consent-pages'
import { createLateWork } from '@/lib/platform/core/late-work'
import { createLimit } from '@/lib/platform/core/limits'
import { silentMeter } from '@/lib/platform/core/meter'
import type { Clients } from '@/lib/platform/oauth/client'
import type { ProviderClient, ProviderFetch } from '@/lib/platform/providers/provider'
import type { Storage } from '@/lib/storage/database'
import { createKeyring } from '@/lib/storage/keyring'
import { createLimiters } from '@/lib/storage/limiters'
import { navigation, redirectTarget } from './redirect-target'

export const appUrl = 'http://localhost:3000'
export const ownCallback = `${appUrl}/callback`
/** A second registered redirect URI, on another site and with its own query. */
export const otherCallback = 'https://app.example.com/done?tenant=7'

const sessionCookie = 'test-session'

export function person(name: string, changes: Partial<Person> = {}): Person {
  return {
    id: `person_${name}`,
    accountId: 'acct_1',
    accountName: 'Example Ltd',
    environment: 'test',
    role: 'admin' satisfies Role,
    ...changes,
  }
}

interface Options {
  url?: string
  people?: Person[]
  connectsPerMinute?: number
  /** Answers the requests to providers. Without it, every request to a provider fails. */
  network?: ProviderFetch
  notSetUp?: readonly Service[]
  botToken?: string
  /** The clients of the providers, used instead of `network`. */
  clients?: Clients
  /** Returns who is signed in. When it returns undefined, the cookie of the browser decides. */
  signedIn?: () => Awaited<ReturnType<WhoIsSignedIn>> | undefined
}

type Fields = Record<string, string> | [string, string][]

/** The connect pages of a platform, with a clock that a test can move. */
export interface Connect {
  codes: Codes
  storage: Storage
  /** Everything that was logged, as text. */
  logged: () => string
  /** Moves the clock ahead by this many milliseconds. */
  wait: (milliseconds: number) => void
  now: () => number
  /** Returns a browser with its own cookies. With null nobody is signed in. */
  browser: (who: Person | null) => Browser
}

export interface Browser {
  get: (path: string, headers?: Record<string, string>, method?: string) => Promise<Response>
  /** Posts a form as our own page does. */
  post: (path: string, fields: Fields, headers?: Record<string, string>) => Promise<Response>
  /** Signs the person in, or signs out when it is null. */
  signInAs: (who: Person | null) => void
  /** Submits the form that starts a connection, and returns the address at the provider. */
  leave: (service: string, redirectUri?: string, state?: string) => Promise<URL>
  /** Submits the form that starts a connection, and returns the state that the provider received. */
  begin: (service: string, redirectUri?: string, state?: string) => Promise<string>
  cookies: Map<string, string>
}

/** Creates the connect pages on a store. Providers answer only through `network` or `clients`. */
export function connectOver(storage: Storage, options: Options = {}): Connect {
  const url = options.url ?? appUrl
  const people = new Map<string, Person>()
  let aheadMs = 0
  const now = () => Date.now() + aheadMs
  const lines: string[] = []
  const record = (fields: object, message: string) => {
    lines.push(JSON.stringify({ ...fields, message }))
  }
  const keyring = createKeyring(`k1:${randomBytes(32).toString('base64')}`)
  const codes = createCodes({ storage, keyring, now, ttlMs: 300_000 })
  const settings = {
    appUrl: url,
    liveClients: {},
    providerOrigins: {},
    signalSecrets: {},
    connectAttemptTtlMs: 600_000,
    oauthCodeTtlMs: 300_000,
    healthCheckIntervalMs: 900_000,
    providerTimeoutMs: 10_000,
    apiRequestsPerMinute: 0,
    connectsPerMinute: options.connectsPerMinute ?? 0,
    activityDays: 365,
  }
  const clientFor = (service: Service): ProviderClient | undefined =>
    options.notSetUp?.includes(service)
      ? undefined
      : {
          id: `client_${service}`,
          secret: service === 'telegram' ? (options.botToken ?? '1:shared_bot') : 'secret',
          urlFor: (vendorUrl) => new URL(vendorUrl),
          now,
          fetch: options.network ?? (() => Promise.reject(new Error('nothing may be asked here'))),
        }
  const apps = new Map<string, App>([
    [`${url}/callback`, { name: null }],
    [otherCallback, { name: 'Onboarding' }],
  ])
  const log = { info: record, warn: record, error: record }
  const lateWork = createLateWork()
  const handle = createConsentPages({
    settings,
    storage,
    keyring,
    clients: options.clients ?? clientFor,
    codes,
    connectAttempts: createConnectAttempts({ storage, lateWork, log, now }),
    limits: {
      connects: createLimit(createLimiters(storage), 'connects', settings.connectsPerMinute),
    },
    returnAddresses: {
      appAt: async (redirectUri) => apps.get(redirectUri) ?? null,
      list: async () => [...apps.keys()],
      markUsed: async () => undefined,
    },
    whoIsSignedIn: async (request) => {
      const signedInPerson = options.signedIn?.()
      if (signedInPerson !== undefined) return signedInPerson
      const id = /test-session=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1]
      return (id && people.get(id)) || null
    },
    log,
    lateWork,
    meter: silentMeter,
    now,
  })

  function browser(who: Person | null): Browser {
    const cookies = new Map<string, string>()
    const signInAs = (next: Person | null) => {
      cookies.delete(sessionCookie)
      if (!next) return
      people.set(next.id, next)
      cookies.set(sessionCookie, next.id)
    }
    signInAs(who)
    async function send(path: string, init: RequestInit & { headers: Record<string, string> }) {
      const headers = new Headers({ ...navigation, ...init.headers })
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      const response = await handle(new Request(new URL(path, url), { ...init, headers }))
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        const name = pair.slice(0, pair.indexOf('='))
        if (/Max-Age=0/.test(line)) cookies.delete(name)
        else cookies.set(name, pair.slice(name.length + 1))
      }
      return response
    }
    const post: Browser['post'] = (path, fields, headers) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: headers ?? { origin: 'null', 'sec-fetch-site': 'same-origin' },
      })
    const leave: Browser['leave'] = async (
      service,
      redirectUri = `${url}/callback`,
      state = 'state-of-the-link',
    ) => {
      const fields = { service, redirect_uri: redirectUri, state }
      const response = await post('/integrations/connect/start', fields)
      return new URL(redirectTarget(response))
    }
    return {
      cookies,
      signInAs,
      post,
      get: (path, headers = {}, method = 'GET') => send(path, { method, headers }),
      leave,
      async begin(...where) {
        const state = (await leave(...where)).searchParams.get('state')
        if (!state) throw new Error('the provider was given no state')
        return state
      },
    }
  }

  return {
    codes,
    storage,
    browser,
    now,
    logged: () => lines.join('\n'),
    wait: (milliseconds) => {
      aheadMs += milliseconds
    },
  }
}

/** Returns the query parameters of the address that an answer redirects to. */
export function returnedParameters(response: Response): Record<string, string> {
  return Object.fromEntries(new URL(redirectTarget(response)).searchParams)
}

/** Returns all transactions in the store. */
export async function transactionsIn(storage: Storage) {
  return storage.db.selectFrom('transactions').selectAll().execute()
}
