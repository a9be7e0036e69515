import { setTimeout as delay } from 'node:timers/promises'

export const githubOrigin = 'http://127.0.0.1:9009'

/** GitHub as far as a live account needs it, with tokens that expire and rotate. */
export interface FakeGithub {
  network: (request: Request) => Promise<Response>
  /** How often each call was made, by `METHOD /path`. */
  calls: Record<string, number>
  /** Everything that was ever handed out or asked with. */
  secrets: string[]
  /** Answers every call of this kind in this way until it is taken back with `undefined`. */
  answer: (call: string, response: (() => Response | Promise<Response>) | undefined) => void
  /** How long a refresh takes, in milliseconds. */
  refreshTakes: (milliseconds: number) => void
  /** The user who is asked for consent next. */
  user: { id: number; login: string }
  alive: Set<string>
}

/** Answers at `githubOrigin`; whoever presents code `x` gets a token. */
export function fakeGithub(): FakeGithub {
  const calls: Record<string, number> = {}
  const answers = new Map<string, () => Response | Promise<Response>>()
  const alive = new Set<string>()
  const refreshTokens = new Set<string>()
  let issued = 0
  let refreshDelay = 0

  function issue(): Response {
    issued += 1
    const access = `gho_canary_access_${issued}`
    const refresh = `ghr_canary_refresh_${issued}`
    github.secrets.push(access, refresh)
    alive.add(access)
    refreshTokens.add(refresh)
    return Response.json({
      access_token: access,
      scope: 'repo',
      token_type: 'bearer',
      expires_in: 28_800,
      refresh_token: refresh,
      refresh_token_expires_in: 15_811_200,
    })
  }

  async function token(request: Request): Promise<Response> {
    const form = new URLSearchParams(await request.text())
    if (form.get('client_secret') !== 'live-client-secret') {
      return Response.json({ error: 'incorrect_client_credentials' })
    }
    if (form.get('grant_type') !== 'refresh_token') return issue()
    await delay(refreshDelay)
    if (!refreshTokens.delete(form.get('refresh_token') ?? '')) {
      return Response.json({ error: 'bad_refresh_token' })
    }
    return issue()
  }

  async function aboutToken(request: Request): Promise<Response> {
    const body: unknown = await request.json()
    const access = JSON.stringify(body).match(/gho_\w+/)?.[0] ?? ''
    if (request.method === 'DELETE') {
      const known = alive.delete(access)
      return new Response(null, { status: known ? 204 : 404 })
    }
    return alive.has(access) ? Response.json({ id: 1 }) : new Response('{}', { status: 404 })
  }

  const github: FakeGithub = {
    calls,
    secrets: [],
    alive,
    user: { id: 41, login: 'ana-lima' },
    refreshTakes: (milliseconds) => {
      refreshDelay = milliseconds
    },
    answer: (call, response) => {
      if (response) answers.set(call, response)
      else answers.delete(call)
    },
    async network(request) {
      const { origin, pathname } = new URL(request.url)
      if (origin !== githubOrigin) throw new Error(`nothing may be asked at ${origin}`)
      const call = `${request.method} ${pathname}`
      calls[call] = (calls[call] ?? 0) + 1
      const prepared = answers.get(call)
      if (prepared) return prepared()
      if (call === 'POST /login/oauth/access_token') return token(request)
      if (call === 'GET /user') return Response.json({ ...github.user })
      if (pathname.startsWith('/applications/live-client-id/')) return aboutToken(request)
      return new Response('{}', { status: 404 })
    },
  }
  return github
}

/** The settings of a live account that is connected to it. */
export const githubSettings = {
  liveClients: { github: { id: 'live-client-id', secret: 'live-client-secret' } },
  providerOrigins: { github: githubOrigin },
}
