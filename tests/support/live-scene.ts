import { randomInt } from 'node:crypto'
import type { Integration } from '@/lib/contract/api/integration'
import type { Meter } from '@/lib/platform/core/meter'
import type { Storage } from '@/lib/storage/database'
import { type FakeGithub, fakeGithub, githubOrigin, githubSettings } from './fake-github'
import { type Client, platformOn, type TestServer } from './platform'
import { describeOnBothStores } from './stores'

export const githubCalls = {
  token: 'POST /login/oauth/access_token',
  user: 'GET /user',
  check: 'POST /applications/live-client-id/token',
  revokeToken: 'DELETE /applications/live-client-id/token',
  revokeGrant: 'DELETE /applications/live-client-id/grant',
}

/** Returns the request with which our server exchanges a code. */
export const githubTokenRequest = () =>
  new Request(`${githubOrigin}/login/oauth/access_token`, {
    method: 'POST',
    body: new URLSearchParams({ client_secret: 'live-client-secret', code: 'x' }),
  })

export const hour = 60 * 60_000

export const json = async (response: Promise<Response>) => (await response).json()

export const noConnection = () => Promise.reject(new TypeError('fetch failed'))

/** A live account on one server, and a fake GitHub with its own user. */
export interface LiveScene {
  storage: Storage
  github: FakeGithub
  server: TestServer
  client: Client
  /** Starts another server on the same store. Its own clock starts at the present time. */
  otherServer: () => TestServer
  /** Returns a GitHub user that no other test has. */
  newUser: () => { id: number; login: string }
  /** Checks the integration as the caller, which is `client` unless it is given. */
  check: (integration: Integration, caller?: Client) => Promise<Integration>
  /** Returns the types of the events of an integration, newest first. */
  eventTypesOf: (integration: Integration, caller?: Client) => Promise<string[]>
}

/** Connects GitHub and moves the clock until the access token has expired. */
export async function connectDue({ client, server }: LiveScene): Promise<Integration> {
  const integration = await client.connect('github')
  server.advance(9 * hour)
  return integration
}

/** Creates a live account on a server that uses this store. No integration is connected yet. */
export async function liveScene(
  storage: Storage,
  options: { keys?: string; meter?: Meter } = {},
): Promise<LiveScene> {
  const github = fakeGithub()
  const { network } = github
  const startServer = () => platformOn(storage, { settings: githubSettings, network, ...options })
  const newUser = () => ({ id: randomInt(1, 2 ** 40), login: 'ana-lima' })
  github.user = newUser()
  const server = startServer()
  const client = await server.client({ account: `of ${github.user.id}`, environment: 'live' })

  return {
    storage,
    github,
    server,
    client,
    otherServer: startServer,
    newUser,
    check: ({ id }, caller = client) => json(caller.post(`/v1/integrations/${id}/check`)),
    async eventTypesOf({ id }, caller = client) {
      const events = await json(caller.get(`/v1/integrations/${id}/events`))
      return events.map(({ type }: { type: string }) => type)
    },
  }
}

/** Runs the tests on SQLite and on PostgreSQL. Each call of `scene` creates a live account on the same store. */
export function describeLive(
  name: string,
  tests: (scene: (options?: { keys?: string }) => Promise<LiveScene>) => void,
) {
  describeOnBothStores(name, async (openStore) => {
    const storage = await openStore()
    tests((options) => liveScene(storage, options))
  })
}
